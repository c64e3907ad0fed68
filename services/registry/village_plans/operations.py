"""Writing a village's plan, and its approval by the village."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any

from sqlalchemy import text

from services.registry.db import db
from services.registry.plans.operations import region_in_plan
from services.registry.plans.queries import line_measuring, project_in_force
from services.registry.village_plans import queries
from services.registry.village_plans.models import (
    InPlan,
    PlanActivity,
    PlanMember,
    PlanProblem,
    ProblemCopy,
    VillagePlan,
)
from services.registry.village_plans.record import publish_village_plan
from services.registry.village_plans.schemas import PARTS, Part, longest
from services.registry.wordings.operations import WordingTooLong, WordingUnknown, ask_russian
from shared.clock import today
from shared.doors.errors import Conflict, Invalid
from shared.doors.together import together
from shared.i18n import format_short_date
from shared.language.measures.centres import VILLAGE_PLANS
from shared.language.villages import CHAIR
from shared.projects import ProjectClosed

# Two people who begin one village's plan at once come one after the other.
ONE_BY_ONE = text("SELECT pg_advisory_xact_lock(hashtext('village_plans'))")


class VillageHasPlan(Conflict):
    """The plan of this village is there already: “%(settlement)s”. A village has one."""

    code = "village_has_plan"


class GroupFormedInFuture(Invalid):
    """This day has not come yet: write down when the working group was formed once it is."""

    code = "group_formed_in_future"


class OneChair(Conflict):
    """This working group has a chair already. Make that person a member first, then choose another chair."""

    code = "one_chair"


class MemberTwice(Conflict):
    """“%(name)s” is in this working group already."""

    code = "member_already"


class ProblemTwice(Conflict):
    """This problem stands in the plan already: “%(title)s”."""

    code = "problem_twice"


class ProblemElsewhere(Invalid):
    """Choose a problem of this very plan."""

    code = "problem_elsewhere"


class ProblemNotNamed(Invalid):
    """Choose what a session of this region named and the plan does not have yet."""

    code = "problem_not_named"


class VillagePlanLocked(Conflict):
    """The village approved this plan, so it no longer changes.
    To correct it, take the approval back with a reason."""

    code = "village_plan_locked"


class VillagePlanWithdrawn(Conflict):
    """This plan is withdrawn and counts nowhere. If the village has one after all, begin it anew."""

    code = "village_plan_withdrawn"


class VillagePlanInWork(Conflict):
    """This plan is in work: the village has not approved it yet."""

    code = "village_plan_in_work"


class GroupMissing(Conflict):
    """This plan has no working group yet, so there was nobody to prepare it: write down the day the group was
    formed, its chair and at least one more member. Then the plan can be approved."""

    code = "group_missing"


class ProblemsMissing(Conflict):
    """The plan names no problem yet. Add what the village wants to solve, then it can be approved."""

    code = "problems_missing"


class MeasuresMissing(Conflict):
    """The plan does not say yet how nobody is left out.
    Add at least one measure of inclusion, then it can be approved."""

    code = "measures_missing"


class ActivitiesMissing(Conflict):
    """The plan has no activities yet: an approved plan says what is done, when and by whom."""

    code = "activities_missing"


class IndicatorsMissing(Conflict):
    """The plan has no indicators of its own yet: an approved plan says how the village will see it works."""

    code = "indicators_missing"


class ApprovedInFuture(Invalid):
    """This day has not come yet: write the approval down once the village has approved the plan."""

    code = "approved_in_future"


class ApprovedBeforeGroup(Invalid):
    """The working group was formed on %(formed)s: a plan is not approved before there is
    somebody to prepare it. Correct this day, or the day of the group."""

    code = "approved_before_group"


LACKING = {
    "members": GroupMissing,
    "problems": ProblemsMissing,
    "measures": MeasuresMissing,
    "activities": ActivitiesMissing,
    "indicators": IndicatorsMissing,
}


def begin_plan(values: dict[str, Any]) -> VillagePlan:
    """Begin a village's plan; it goes to the plan's line that counts such plans."""
    project, plan = project_in_force(values.pop("project_id"))
    if project.closed_on:
        raise ProjectClosed(field="project_id")
    region, _day = together(
        partial(region_in_plan, plan, values.pop("region"), queries.RECORD),
        partial(check_formed, values["group_formed_on"]),
    )
    line = line_measuring(plan, VILLAGE_PLANS)
    return written(VillagePlan(project_id=project.id, activity_id=line, region=region), values)


def change_plan(item: VillagePlan, values: dict[str, Any]) -> VillagePlan:
    """Correct what is said of a plan itself."""
    refuse_finished(item)
    return written(item, values)


def written(item: VillagePlan, values: dict[str, Any]) -> VillagePlan:
    """The plan with these values; VillageHasPlan, GroupFormedInFuture."""
    db.session.execute(ONE_BY_ONE)
    key = queries.place_key(values["settlement"])
    if other := queries.of_village(item, key):
        raise VillageHasPlan(field="settlement", settlement=other.settlement, detail={"id": str(other.id)})
    check_formed(values.get("group_formed_on"))
    for name, value in {**values, "place_key": key}.items():
        setattr(item, name, value)
    db.session.add(item)
    return publish_village_plan(item)


def check_formed(day: date | None) -> None:
    """Refuse a day to come; GroupFormedInFuture."""
    if day and day > today():
        raise GroupFormedInFuture(field="group_formed_on")


def add_row(item: VillagePlan, part: Part, values: dict[str, Any]) -> InPlan:
    """Add a row to a part of a plan in work."""
    refuse_finished(item)
    check_row(item, part, values, None)
    row: InPlan = part.model(plan_id=item.id, **values)
    db.session.add(row)
    db.session.flush()
    return row


def change_row(item: VillagePlan, part: Part, row: InPlan, values: dict[str, Any]) -> InPlan:
    """Correct a row of a plan in work."""
    refuse_finished(item)
    check_row(item, part, values, row.id)
    for name, value in values.items():
        setattr(row, name, value)
    db.session.flush()
    return row


def remove_row(item: VillagePlan, row: InPlan) -> None:
    """Take a row off a plan in work."""
    refuse_finished(item)
    db.session.delete(row)
    db.session.flush()


def take_problems(item: VillagePlan, values: dict[str, Any]) -> list[PlanProblem]:
    """Take what sessions named over into its plan, with the votes it had there."""
    refuse_finished(item)
    offered = {row.ProblemCopy.id: row.ProblemCopy for row in queries.named_by_sessions(item)}
    asked = [str(key) for key in values["problems"]]
    if not asked or not offered.keys() >= set(asked):
        raise ProblemNotNamed(field="problems")
    return [take(item, offered[key]) for key in dict.fromkeys(asked)]


def take(item: VillagePlan, copy: ProblemCopy) -> PlanProblem:
    """One problem of a session; the row that says it already is linked instead of doubled."""
    rows = queries.rows_of(item, PARTS["problems"])
    row = next((row for row in rows if same(row.title, copy.title)), None)
    row = row or PlanProblem(plan_id=item.id, title=copy.title, sector=copy.sector, priority=copy.priority)
    row.title_kk = row.title_kk or copy.title_kk
    row.votes, row.session_problem_id = copy.votes, uuid.UUID(copy.id)
    db.session.add(row)
    db.session.flush()
    return row


def check_row(item: VillagePlan, part: Part, values: dict[str, Any], itself: uuid.UUID | None) -> None:
    """Refuse what cannot stand in a plan beside its other rows."""
    others = [row for row in queries.rows_of(item, part) if row.id != itself]
    if part.model is PlanMember:
        check_member(others, values)
    elif part.model is PlanProblem:
        check_problem(others, values)
    elif part.model is PlanActivity and values.get("problem_id"):
        check_solved(item, values["problem_id"])


def check_member(others: list[PlanMember], values: dict[str, Any]) -> None:
    """One chair, nobody twice; OneChair, MemberTwice."""
    if values["office"] == CHAIR and any(other.office == CHAIR for other in others):
        raise OneChair(field="office")
    if any(same(other.name, values["name"]) for other in others):
        raise MemberTwice(field="name", name=values["name"])


def check_problem(others: list[PlanProblem], values: dict[str, Any]) -> None:
    """No problem twice; ProblemTwice."""
    for other in others:
        if same(other.title, values["title"]):
            raise ProblemTwice(field="title", title=other.title)


def check_solved(item: VillagePlan, problem_id: uuid.UUID) -> None:
    """An activity solves a problem of its own plan; ProblemElsewhere."""
    if problem_id not in {row.id for row in queries.rows_of(item, PARTS["problems"])}:
        raise ProblemElsewhere(field="problem_id")


def same(one: str, other: str) -> bool:
    """Whether two texts are one but for capitals and spaces."""
    return one.casefold().split() == other.casefold().split()


def word_plan(item: VillagePlan, texts: Mapping[str, str], answered: bool = False) -> int:
    """Say a plan in Kazakh, by the names of its lines; how many changed. That changes nothing of the plan, so
    an approved one takes it; its history tells who wrote what. VillagePlanWithdrawn, WordingUnknown,
    WordingTooLong; WordingsLookRussian asks."""
    refuse_withdrawn(item)
    named = {one.words.line: one for one in queries.worded(item, queries.parts_of(item))}
    if not answered:
        ask_russian({line: one.words for line, one in named.items()}, texts)
    changed = sum(word_line(named.get(line), line, text) for line, text in texts.items())
    publish_village_plan(item)
    return changed


def word_line(one: queries.Worded | None, line: str, text: str) -> bool:
    """Say one line in Kazakh; whether that changed it."""
    said = " ".join(text.split())
    if one is None:
        raise WordingUnknown(field=line, line=line)
    if len(said) > (most := longest(one.words.kind, one.name)):
        raise WordingTooLong(field=line, line=one.words.russian, most=most)
    changed = said != (one.words.kazakh or "")
    if changed:
        setattr(one.row, f"{one.name}_kk", said)
    return changed


def approve_plan(item: VillagePlan, values: dict[str, Any]) -> VillagePlan:
    """Write down that the village approved the plan; from that day it counts and no longer changes."""
    refuse_finished(item)
    for part in queries.lacking(item, queries.parts_of(item)):
        raise LACKING[part]
    day = values["approved_on"]
    if day > today():
        raise ApprovedInFuture(field="approved_on")
    if item.group_formed_on and day < item.group_formed_on:
        formed = format_short_date(item.group_formed_on)
        raise ApprovedBeforeGroup(field="approved_on", formed=formed)
    for name, value in {**values, "reopened_because": None}.items():
        setattr(item, name, value)
    return publish_village_plan(item)


def reopen_plan(item: VillagePlan, values: dict[str, Any]) -> VillagePlan:
    """Take an approval back, for a reason: the plan is in work again and does not count."""
    refuse_in_work(item)
    item.approved_on = item.approved_by = item.protocol_number = None
    item.reopened_because = values["reason"]
    return publish_village_plan(item)


def withdraw_plan(item: VillagePlan, values: dict[str, Any]) -> VillagePlan:
    """Say that a plan in work was begun by mistake, and why."""
    refuse_finished(item)
    item.withdrawn_because = values["reason"]
    return publish_village_plan(item)


def refuse_withdrawn(item: VillagePlan) -> None:
    """Nothing changes on a withdrawn plan; VillagePlanWithdrawn."""
    if item.withdrawn_because:
        raise VillagePlanWithdrawn


def refuse_finished(item: VillagePlan) -> None:
    """Nothing changes on an approved or withdrawn plan; VillagePlanLocked, VillagePlanWithdrawn."""
    refuse_withdrawn(item)
    if item.approved_on:
        raise VillagePlanLocked


def refuse_in_work(item: VillagePlan) -> None:
    """A protocol proves a plan that was approved; VillagePlanInWork."""
    refuse_withdrawn(item)
    if not item.approved_on:
        raise VillagePlanInWork
