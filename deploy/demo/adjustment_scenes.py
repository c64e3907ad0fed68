"""Two figures are adjusted: one adjustment is approved by the lead, one waits for her."""

from __future__ import annotations

import uuid

from deploy.demo.adjustments import TYPED, Typed
from deploy.demo.stage import Stage
from services.reports.adjustments import operations
from services.reports.adjustments.queries import APPROVE, get_adjustment
from services.reports.adjustments.schemas import AdjustmentIn
from shared.proofs.operations import attach


def adjust_figures(stage: Stage, project_id: uuid.UUID) -> None:
    """Every adjustment with its paper; records have to be known to reports before."""
    for typed in TYPED:
        adjust(stage, project_id, typed)


def adjust(stage: Stage, project_id: uuid.UUID, typed: Typed) -> None:
    """One of them, from the proposal on."""
    said = {"indicator": typed.code, "region": typed.region, "day": typed.day.isoformat()}
    more = {"amount": typed.amount, "reason": typed.reason}
    with stage.acting("reports", typed.by, typed.proposed):
        item = operations.propose_adjustment(project_id, AdjustmentIn().load(said | more))
        key = item.id
        attach(item, stage.file(*typed.key), typed.kind)
    if typed.approved:
        with stage.acting("reports", "lead", typed.approved):
            operations.approve_adjustment(get_adjustment(key, APPROVE))
