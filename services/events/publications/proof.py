"""What proves something issued."""

from __future__ import annotations

from flask_babel import gettext as _

from services.events.publications.models import Publication
from services.events.publications.queries import get_publication, reachable
from services.events.publications.record import publish_publication
from shared.i18n import format_short_date
from shared.proofs.declaring import Proven

FIRST = {
    "press_release": "publication_link",
    "social_post": "screenshot",
    "press_article": "publication_link",
    "final_presentation": "presentation",
    "brochure_handout": "signed_list",
    "expert_review": "review",
    "manual_handover": "handover_act",
}

PUBLICATION = Proven(
    kind="publication",
    path="publications",
    model=Publication,
    keeper="publication.record",
    find=get_publication,
    may=lambda permission, item: reachable(permission, item.region),
    tell=publish_publication,
    title=lambda item: f"{item.title}, {format_short_date(item.issued_on)}",
    listed=lambda: (_("Publications"), "/events/publications"),
    first=lambda item: FIRST.get(item.kind, "other"),
)
