"""What proves an obligation no line counts, and what orders a postponement."""

from __future__ import annotations

from flask_babel import gettext as _

from services.registry.obligations.models import Obligation, Postponement
from services.registry.obligations.operations import CountedByRecords
from services.registry.obligations.queries import CONFIRM, FULFIL, get_obligation, get_postponement, reached
from services.registry.obligations.record import publish_obligation
from services.registry.obligations.rules.naming import name_of
from shared.i18n import format_short_date
from shared.language.evidence import OWNERS
from shared.proofs.declaring import Need, Proven
from shared.reach import reachable

LIST = "/reports/obligations"


def admit(item: Obligation) -> None:
    """What a line counts is proven at its record; CountedByRecords."""
    if item.indicator_id:
        raise CountedByRecords


OBLIGATION = Proven(
    kind="obligation",
    path="obligations",
    model=Obligation,
    keeper=FULFIL,
    find=get_obligation,
    may=lambda permission, item: reachable(permission, item.region),
    tell=publish_obligation,
    title=name_of,
    listed=lambda: (_("Obligations"), LIST),
    needs=lambda item: () if item.indicator_id else (Need(OWNERS["obligation"]),),
    alive=lambda item: not item.waived_because,
    admit=admit,
)
POSTPONEMENT = Proven(
    kind="postponement",
    path="postponements",
    model=Postponement,
    keeper=CONFIRM,
    find=get_postponement,
    may=reached,
    tell=lambda item: None,
    needs=lambda item: (Need(OWNERS["postponement"]),),
    title=lambda item: _("Put off on %(day)s", day=format_short_date(item.created_at)),
    listed=lambda: (_("Obligations"), LIST),
)
