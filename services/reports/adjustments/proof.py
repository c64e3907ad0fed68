"""What proves an adjustment: the paper that shows what the records do not tell."""

from __future__ import annotations

from flask_babel import gettext as _

from services.reports.adjustments.models import Adjustment
from services.reports.adjustments.operations import refuse_done
from services.reports.adjustments.queries import (
    PROPOSE,
    get_adjustment,
    get_planned,
    indicator_of,
)
from shared.access import in_scope
from shared.language.evidence import OWNERS
from shared.proofs.declaring import Need, Proven
from shared.spoken import spoken


def titled(item: Adjustment) -> str:
    """How much of which indicator."""
    indicator = indicator_of(spoken(get_planned(item.project_id)), item.indicator_id)
    much = f"{item.amount:+}" if item.base is None else f"{item.amount:+}/{item.base:+}"
    return f"{much}: {indicator.code} {indicator.name}" if indicator else much


ADJUSTMENT = Proven(
    kind="adjustment",
    path="adjustments",
    model=Adjustment,
    keeper=PROPOSE,
    find=get_adjustment,
    may=lambda permission, item: in_scope(permission, item.region),
    tell=lambda item: None,
    title=titled,
    listed=lambda: (_("Adjustments"), "/reports/adjustments"),
    needs=lambda item: (Need(OWNERS["adjustment"]),),
    alive=lambda item: not item.withdrawn_because,
    admit=refuse_done,
    release=lambda item, kind: refuse_done(item),
)
