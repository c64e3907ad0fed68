"""What the forms of a village plan offer."""

from __future__ import annotations

from typing import Any

from services.registry.village_plans.models import InPlan, VillagePlan
from services.registry.village_plans.queries import parts_of, rows_of, worded
from services.registry.village_plans.schemas import ANSWER, PARTS, Part, VillagePlanFields
from shared.clock import today
from shared.language.problems import MEDIUM
from shared.language.villages import CHAIR, MEMBER
from shared.spoken import title_of

OF_PLAN = tuple(VillagePlanFields(exclude=ANSWER).fields)


def present(item: VillagePlan) -> dict[str, Any]:
    """Start values of the form that corrects a plan."""
    return {name: getattr(item, name) for name in OF_PLAN}


def present_row(part: Part, row: InPlan) -> dict[str, Any]:
    """Start values of the form that corrects a row."""
    return {name: getattr(row, name) for name in part.fields}


def begun(item: VillagePlan, part: Part) -> dict[str, Any]:
    """Start values of a new row: the first of a group is its chair."""
    if part.key == "members":
        return {"office": MEMBER if rows_of(item, part) else CHAIR}
    return {"priority": MEDIUM} if part.key == "problems" else {}


def solvable(item: VillagePlan) -> list[tuple[str, str]]:
    """The problems an activity of the plan may solve."""
    return [(str(row.id), title_of(row)) for row in rows_of(item, PARTS["problems"])]


def wordings(item: VillagePlan) -> dict[str, str]:
    """What is said in Kazakh already, by line; start values of the page of both languages."""
    said = (one.words for one in worded(item, parts_of(item)))
    return {words.line: words.kazakh or "" for words in said}


def approval() -> dict[str, Any]:
    """Start values of an approval."""
    return {"approved_on": today()}
