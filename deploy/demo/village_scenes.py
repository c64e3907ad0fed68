"""The villages write their plans with the registry; two approve them."""

from __future__ import annotations

import uuid
from datetime import date, timedelta

from deploy.demo.stage import Stage
from deploy.demo.village_plans import VILLAGES, Village
from deploy.demo.village_plans_in_kazakh import KAZAKH
from services.registry.village_plans import operations as plans
from services.registry.village_plans.models import VillagePlan
from services.registry.village_plans.schemas import PARTS, ApprovalIn, VillagePlanIn
from shared.proofs.operations import attach

LAST = date(2022, 9, 29)


def plan_villages(stage: Stage, project_id: uuid.UUID) -> None:
    """Every plan part by part after its group was formed; the approved ones on their days."""
    stage.deliver("events")
    for village in VILLAGES:
        with stage.acting("registry", village.by, min(village.formed + timedelta(days=7), LAST)):
            plan = write(project_id, village)
            plan_id = plan.id
        if village.approved:
            with stage.acting("registry", village.by, village.approved):
                approve(stage, plan_id, village)


def write(project_id: uuid.UUID, village: Village) -> VillagePlan:
    """One plan with all that stands in it."""
    begun = {
        "project_id": str(project_id),
        "region": village.region,
        **told(village),
    }
    plan = plans.begin_plan(VillagePlanIn().load(begun))
    add_parts(plan, village)
    link_sessions(plan)
    return plan


def told(village: Village) -> dict[str, str]:
    """What is said of a plan itself."""
    return {
        "settlement": village.settlement,
        "goal": village.goal,
        "goal_kk": KAZAKH.get(village.goal, ""),
        "group_formed_on": village.formed.isoformat(),
    }


def add_parts(plan: VillagePlan, village: Village) -> None:
    """Everything that stands in a plan; an activity finds the problem it solves."""
    problems: list[str] = []
    for key, rows in village.rows().items():
        part = PARTS[key]
        for row in rows:
            if key == "activities":
                solved = row.pop("problem")
                row["problem_id"] = None if solved is None else problems[solved]
            row |= {f"{name}_kk": KAZAKH[said] for name, said in row.items() if said in KAZAKH}
            made = plans.add_row(plan, part, part.schema().load(row))
            if key == "problems":
                problems.append(str(made.id))


def link_sessions(plan: VillagePlan) -> None:
    """The problems a plan has from sessions lead there."""
    titles = {row.title for row in plans.queries.rows_of(plan, PARTS["problems"])}
    offered = [row.ProblemCopy for row in plans.queries.named_by_sessions(plan)]
    if named := [copy.id for copy in offered if copy.title in titles]:
        plans.take_problems(plan, {"problems": named})


def approve(stage: Stage, plan_id: uuid.UUID, village: Village) -> None:
    """The village approves a plan; its protocol is scanned."""
    said = {
        "approved_on": village.approved.isoformat() if village.approved else "",
        "approved_by": village.body,
        "protocol_number": village.number,
    }
    plan = plans.approve_plan(plans.queries.get_village_plan(plan_id, lock=True), ApprovalIn().load(said))
    attach(plan, stage.file(*village.key), "protocol")
