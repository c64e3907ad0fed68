"""What proves a memorandum: its scan."""

from __future__ import annotations

from flask_babel import gettext as _

from services.registry.memoranda.models import Memorandum
from services.registry.memoranda.operations import refuse_withdrawn
from services.registry.memoranda.queries import RECORD, get_memorandum
from services.registry.memoranda.record import publish_memorandum, signed_with
from shared.i18n import format_short_date
from shared.language import evidence
from shared.proofs.declaring import Need, Proven
from shared.reach import reachable

NEEDS = (Need((evidence.MEMORANDUM,)),)


def titled(item: Memorandum) -> str:
    """With whom it was signed, and when."""
    return f"{signed_with(item)}, {format_short_date(item.signed_on)}"


MEMORANDUM = Proven(
    kind="memorandum",
    path="memoranda",
    model=Memorandum,
    keeper=RECORD,
    find=get_memorandum,
    may=lambda permission, item: reachable(permission, item.region),
    tell=publish_memorandum,
    title=titled,
    listed=lambda: (_("Memoranda"), "/registry/memoranda"),
    needs=lambda item: NEEDS,
    alive=lambda item: not item.withdrawn_because,
    admit=refuse_withdrawn,
)
