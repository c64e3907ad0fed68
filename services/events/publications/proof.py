"""What proves something issued."""

from __future__ import annotations

from flask_babel import gettext as _

from services.events.publications.models import Publication
from services.events.publications.queries import get_publication
from services.events.publications.record import publish_publication
from shared.i18n import format_short_date
from shared.language.publications import KINDS
from shared.proofs.declaring import Proven
from shared.reach import reachable
from shared.spoken import title_of

PUBLICATION = Proven(
    kind="publication",
    path="publications",
    model=Publication,
    keeper="publication.record",
    find=get_publication,
    may=lambda permission, item: reachable(permission, item.region),
    tell=publish_publication,
    title=lambda item: f"{title_of(item)}, {format_short_date(item.day)}",
    listed=lambda: (_("Publications"), "/events/publications"),
    first=lambda item: KINDS[item.kind].first,
)
