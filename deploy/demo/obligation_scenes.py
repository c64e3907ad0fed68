"""The lead confirms what the plan asks to exist; later a flood puts trainings off."""

from __future__ import annotations

import uuid

from deploy.demo.obligations import (
    CONFIRMED,
    FLOOD,
    MEMORANDA,
    OWED,
    SEVEN,
    UNSAID,
    PutOff,
)
from deploy.demo.stage import Stage
from services.registry.obligations import operations
from services.registry.obligations.models import Obligation
from services.registry.obligations.queries import confirmed, get_plan_told, proposal
from services.registry.obligations.schemas import ConfirmationIn, ObligationIn, PostponementIn
from shared.proofs.operations import attach


def confirm_work(stage: Stage, project_id: uuid.UUID) -> None:
    """Everything the plan is clear about, seven memoranda, and what the agreement asks for beside it."""
    with stage.acting("registry", "lead", CONFIRMED):
        plan, _difference = proposal(get_plan_told(project_id))
        taken = [
            {"indicator_id": item.indicator.id}
            | ({"count": SEVEN} if item.indicator.code == MEMORANDA else {})
            for item in plan
            if item.indicator.code != UNSAID
        ]
        operations.confirm_work(project_id, ConfirmationIn().load({"taken": taken}))
        for owed in OWED:
            said = {
                "title": owed.title,
                "title_kk": owed.title_kk,
                "due_on": owed.due.isoformat(),
                "owner": owed.owner,
            }
            operations.add_obligation(ObligationIn().load({"project_id": str(project_id), **said}))


def put_off(stage: Stage, project_id: uuid.UUID, moved: PutOff = FLOOD) -> None:
    """Put some days off by one order."""
    with stage.acting("registry", "lead", moved.day):
        lines = codes(project_id)
        rows = [row for row in confirmed(project_id) if concerns(row, lines, moved)]
        said = {
            "obligations": [str(row.id) for row in rows],
            "now_on": moved.until.isoformat(),
            "reason": moved.reason,
        }
        item = operations.put_off(project_id, PostponementIn().load(said))
        attach(item, stage.file(*moved.key), "decision")


def codes(project_id: uuid.UUID) -> dict[str, str]:
    """The codes of the plan's indicators by their ids."""
    activities = get_plan_told(project_id).activities
    return {item.id: item.code for line in activities for item in line.indicators}


def concerns(row: Obligation, lines: dict[str, str], moved: PutOff) -> bool:
    """Whether it is the second one of its line in one of these regions: the village's."""
    code = lines.get(str(row.indicator_id))
    return (code, row.number) == (moved.code, 2) and row.region in moved.regions
