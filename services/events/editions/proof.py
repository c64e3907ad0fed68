"""What proves an edition and the entries of its register."""

from __future__ import annotations

from flask_babel import gettext as _

from services.events.editions.models import Edition, EditionEntry
from services.events.editions.operations import refuse_withdrawn
from services.events.editions.queries import RECORD, get_edition, get_entry
from services.events.editions.record import publish_edition, publish_entry
from shared.i18n import format_short_date
from shared.language.evidence import PUBLICATION_LINK
from shared.language.publications import KINDS
from shared.proofs.declaring import Proven
from shared.reach import reachable
from shared.spoken import title_of, words_of

EDITION = Proven(
    kind="edition",
    path="editions",
    model=Edition,
    keeper=RECORD,
    find=get_edition,
    may=lambda permission, item: reachable(permission, None),
    tell=publish_edition,
    title=title_of,
    listed=lambda: (_("Brochures"), "/events/editions"),
    first=lambda item: PUBLICATION_LINK,
)
ENTRY = Proven(
    kind="edition_entry",
    path="edition-entries",
    model=EditionEntry,
    keeper=RECORD,
    find=get_entry,
    may=lambda permission, item: reachable(permission, item.region),
    tell=publish_entry,
    title=lambda item: f"{words_of(item.whom, item.whom_kk)}, {format_short_date(item.issued_on)}",
    listed=lambda: (_("Brochures"), "/events/editions"),
    first=lambda item: KINDS[item.kind].first,
    alive=lambda item: not item.withdrawn_because,
    admit=refuse_withdrawn,
)
