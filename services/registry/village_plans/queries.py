"""What is true about village plans."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, Text, case, cast, func, literal, select

from services.registry.db import Evidence, db
from services.registry.village_plans.models import (
    Inclusion,
    InPlan,
    PlanActivity,
    PlanIndicator,
    PlanMember,
    PlanProblem,
    ProblemCopy,
    VillagePlan,
)
from services.registry.village_plans.schemas import PARTS, Part
from shared.access import in_scope
from shared.doors.errors import NotFound
from shared.language.evidence import PROTOCOL
from shared.language.problems import PRIORITIES
from shared.language.villages import CHAIR, OFFICES
from shared.language.wordings import Wording, looks_russian
from shared.reach import in_reach
from shared.sameness import as_place, is_of
from shared.sorting import Sorting

Found = Any  # a row of a list as it was found, with the names of COLUMNS
Filters = Mapping[str, Any]
VIEW, RECORD, REOPEN = "village_plan.view", "village_plan.record", "village_plan.reopen"
IN_WORK, UNPROVEN, APPROVED, WITHDRAWN = "in_work", "unproven", "approved", "withdrawn"
MOST_WAITING = 100
PROTOCOLS = (
    select(func.count())
    .where(Evidence.proving("village_plan", VillagePlan.id), Evidence.kind == PROTOCOL)
    .correlate(VillagePlan)
    .scalar_subquery()
)
STATE = case(
    (VillagePlan.withdrawn_because.is_not(None), WITHDRAWN),
    (VillagePlan.approved_on.is_(None), IN_WORK),
    (PROTOCOLS > 0, APPROVED),
    else_=UNPROVEN,
)
COLUMNS = (
    VillagePlan.id,
    VillagePlan.project_id,
    VillagePlan.activity_id,
    VillagePlan.region,
    VillagePlan.settlement,
    VillagePlan.goal,
    VillagePlan.goal_kk,
    VillagePlan.group_formed_on,
    VillagePlan.approved_on,
    VillagePlan.approved_by,
    VillagePlan.protocol_number,
    STATE.label("state"),
)
SORTS = {
    "settlement": VillagePlan.settlement,
    "region": VillagePlan.region,
    "group_formed_on": VillagePlan.group_formed_on,
    "approved_on": VillagePlan.approved_on,
    "state": STATE,
}
CONDITIONS: dict[str, Callable[[Any], ColumnElement[bool]]] = {
    "project": lambda key: cast(VillagePlan.project_id, Text) == str(key),
    "region": lambda region: VillagePlan.region == region,
    "state": lambda state: STATE == state,
    "q": lambda words: is_of(VillagePlan.settlement, words),
}


@dataclass(frozen=True)
class Worded:
    """Words of a plan that have Kazakh ones beside them: the field of a row, or of the plan itself."""

    row: Any
    name: str
    words: Wording


def get_village_plan(plan_id: uuid.UUID, permission: str = VIEW, lock: bool = False) -> VillagePlan:
    """A plan of the actor's regions; NotFound. `lock` holds it against a concurrent change."""
    found = db.session.get(VillagePlan, plan_id, with_for_update=lock or None)
    if found is None or not in_scope(permission, found.region):
        raise NotFound
    return found


def get_part(key: str) -> Part:
    """A part of a plan by its key; NotFound."""
    if key not in PARTS:
        raise NotFound
    return PARTS[key]


def get_row(item: VillagePlan, part: Part, row_id: uuid.UUID) -> InPlan:
    """A row of a part of a plan; NotFound."""
    found = db.session.get(part.model, row_id)
    if found is None or found.plan_id != item.id:
        raise NotFound
    return found


def by_place(column: Any, codes: Mapping[str, Any]) -> Any:
    """Codes in the order they are named in."""
    return case({code: place for place, code in enumerate(codes)}, value=column)


ORDERS: dict[type[InPlan], tuple[Any, ...]] = {
    PlanMember: (by_place(PlanMember.office, OFFICES),),
    PlanProblem: (by_place(PlanProblem.priority, PRIORITIES), PlanProblem.votes.desc().nulls_last()),
    Inclusion: (),
    PlanActivity: (PlanActivity.starts_on, PlanActivity.ends_on),
    PlanIndicator: (),
}


def rows_of(item: VillagePlan, part: Part) -> Sequence[Any]:
    """The rows of a part: the chair first, the most urgent problem, the earliest activity."""
    mine = select(part.model).where(part.model.plan_id == item.id)
    return db.session.scalars(mine.order_by(*ORDERS[part.model], part.model.id)).all()


def parts_of(item: VillagePlan) -> dict[str, Sequence[Any]]:
    """All parts of a plan by their keys."""
    return {key: rows_of(item, part) for key, part in PARTS.items()}


def worded(item: VillagePlan, parts: Mapping[str, Sequence[Any]]) -> list[Worded]:
    """All words of a plan that are said in two languages, in its order."""
    places = [("goal", "goal", item, "goal")]
    for part in PARTS.values():
        rows = ((row, name) for row in parts[part.key] for name in part.bilingual)
        places += [(f"{part.key}-{row.id}-{name}", part.key, row, name) for row, name in rows]
    said = [Worded(row, name, in_both(line, part, row, name)) for line, part, row, name in places]
    return [one for one in said if one.words.russian]


def unsaid(item: VillagePlan, parts: Mapping[str, Sequence[Any]]) -> int:
    """How many of them nobody said in Kazakh; a village may have written its plan in Kazakh to begin with."""
    said = (one.words for one in worded(item, parts))
    return sum(not words.kazakh and looks_russian(words.russian) for words in said)


def in_both(line: str, part: str, row: Any, name: str) -> Wording:
    """What a field says in both languages."""
    kazakh = getattr(row, f"{name}_kk") or None
    return Wording(line=line, kind=part, code="", russian=getattr(row, name), kazakh=kazakh)


def has_group(item: VillagePlan, members: Sequence[PlanMember]) -> bool:
    """Whether the working group exists: the day it was formed, a chair and somebody besides."""
    chaired = any(member.office == CHAIR for member in members)
    return bool(item.group_formed_on and chaired and len(members) > 1)


def lacking(item: VillagePlan, parts: Mapping[str, Sequence[Any]]) -> list[str]:
    """The parts a plan still lacks before it can be approved."""
    there = {key: bool(rows) for key, rows in parts.items()}
    there["members"] = has_group(item, parts["members"])
    return [key for key in there if not there[key]]


def named_by_sessions(item: VillagePlan) -> Sequence[Found]:
    """What sessions of the region named and the plan has not taken over, as (copy, whether it is of this very
    village): two languages spell a village in two ways, so none of the region is left out."""
    taken = select(cast(PlanProblem.session_problem_id, Text)).where(
        PlanProblem.plan_id == item.id, PlanProblem.session_problem_id.is_not(None)
    )
    near = (as_place(ProblemCopy.settlement) == item.place_key).label("near")
    found = select(ProblemCopy, near).where(
        ProblemCopy.project_id == str(item.project_id),
        ProblemCopy.region == item.region,
        ProblemCopy.status == "named",
        ProblemCopy.id.not_in(taken),
    )
    order = near.desc(), ProblemCopy.held_on.desc(), ProblemCopy.votes.desc(), ProblemCopy.id
    return db.session.execute(found.order_by(*order)).all()


def sessions_of(problems: Sequence[PlanProblem]) -> dict[uuid.UUID, ProblemCopy]:
    """Where the problems of a plan came from: what a session named, by the row of the plan."""
    taken = {str(row.session_problem_id): row.id for row in problems if row.session_problem_id}
    found = db.session.scalars(select(ProblemCopy).where(ProblemCopy.id.in_(taken))) if taken else ()
    return {taken[copy.id]: copy for copy in found}


def visible() -> ColumnElement[bool]:
    """Plans of the actor's regions."""
    return in_reach(VillagePlan.region, VIEW)


def filtered(filters: Filters) -> Select[Any]:
    """Plans the actor may see by the filters of a list, those of CONDITIONS."""
    wanted = (condition(filters[name]) for name, condition in CONDITIONS.items() if filters.get(name))
    return select(*COLUMNS).where(visible(), *wanted)


def plan_rows(filters: Filters, sorting: Sorting, limit: int | None, offset: int = 0) -> Sequence[Found]:
    """The list a page shows, None is no limit."""
    term = sorting.term(SORTS, VillagePlan.settlement).nulls_last()
    ordered = filtered(filters).order_by(term, VillagePlan.id)
    return db.session.execute(ordered.limit(limit).offset(offset)).all()


def count_plans(filters: Filters) -> int:
    """How many plans a list has."""
    return db.session.scalar(select(func.count()).select_from(filtered(filters).subquery())) or 0


def plan_page(filters: Filters, after: uuid.UUID | None, limit: int) -> list[dict[str, Any]]:
    """The list a tool reads, the newest first, one row more than the limit."""
    statement = filtered(filters).order_by(VillagePlan.id.desc()).limit(limit + 1)
    if after:
        statement = statement.where(VillagePlan.id < after)
    return [dict(row) for row in db.session.execute(statement).mappings()]


def state_of(item: VillagePlan) -> str:
    """The state of one plan."""
    return db.session.scalars(select(STATE).where(VillagePlan.id == item.id)).one()


def place_key(settlement: str) -> str:
    """A settlement as it is compared: «с. Карнак» and «Қарнақ ауылы» typed twice are one village."""
    return db.session.scalar(select(as_place(literal(settlement)))) or settlement


def of_village(item: VillagePlan, key: str) -> VillagePlan | None:
    """Another plan of the same village; none that was withdrawn."""
    found = select(VillagePlan).where(
        VillagePlan.project_id == item.project_id,
        VillagePlan.region == item.region,
        VillagePlan.place_key == key,
        VillagePlan.withdrawn_because.is_(None),
    )
    return next((other for other in db.session.scalars(found) if other is not item), None)


def waiting(state: str) -> list[Found]:
    """Plans in a state that the actor may bring on, the oldest first."""
    found = (
        select(*COLUMNS).where(in_reach(VillagePlan.region, RECORD), STATE == state).order_by(VillagePlan.id)
    )
    return list(db.session.execute(found.limit(MOST_WAITING)))
