"""Correcting a draft: indicators, activities, tasks, the passport, the team,
and what is doubted about them."""

from __future__ import annotations

from typing import Any

from services.registry.drafts.operations.amounts import doubt_amount
from services.registry.drafts.operations.doubts import reopen, settle, settle_about
from services.registry.drafts.operations.targets import doubt_targets, set_targets
from services.registry.plans.models import Activity, Indicator, Plan, Section
from services.registry.plans.operations import name_project, refuse_locked
from shared.doors.errors import Invalid
from shared.language.clauses import BETWEEN, EACH_REGION


class TargetIncomplete(Invalid):
    """Give both the condition (at least, exactly …) and the number, or neither."""

    code = "target_incomplete"


class BoundMissing(Invalid):
    """“Between” needs both numbers. Give the upper bound too."""

    code = "bound_missing"


class BoundsReversed(Invalid):
    """The upper bound is below the lower one. Swap them or correct one."""

    code = "bounds_reversed"


class PeriodReversed(Invalid):
    """The period ends before it begins. Correct one of the dates."""

    code = "period_reversed"


class ExplanationMissing(Invalid):
    """Say in words why the sum differs from the plan's own target."""

    code = "explanation_missing"


def correct_indicator(plan: Plan, indicator: Indicator, values: dict[str, Any]) -> Indicator:
    """Set what a person decided about an indicator, and mark it checked."""
    refuse_locked(plan)
    refuse_wrong_target(values)
    for name, value in values.items():
        if name == "divided":
            set_targets(indicator, value)
        else:
            setattr(indicator, name, value)
    indicator.checked = True
    settle_about(plan, indicator.code)
    doubt_targets(plan, indicator)
    return indicator


def refuse_wrong_target(values: dict[str, Any]) -> None:
    """A comparison has its number, "between" two of them in order."""
    comparator, low, high = values.get("comparator"), values.get("target"), values.get("target_high")
    if (comparator is None) != (low is None):
        raise TargetIncomplete(field="target")
    if comparator != BETWEEN or low is None:
        return
    if high is None:
        raise BoundMissing(field="target_high")
    if high < low:
        raise BoundsReversed(field="target_high")


def correct_activity(plan: Plan, activity: Activity, values: dict[str, Any]) -> Activity:
    """Set title, period, regions and cost of an activity."""
    refuse_locked(plan)
    begins, ends = values.get("period_from"), values.get("period_to")
    if begins and ends and ends < begins:
        raise PeriodReversed(field="period_to")
    moved = activity.regions != values.get("regions", activity.regions)
    if changed(activity, values):
        settle_about(plan, activity.code)
    for indicator in activity.indicators if moved else ():
        indicator.clauses = [
            {**clause, "over": activity.regions or None} if clause["kind"] == EACH_REGION else clause
            for clause in indicator.clauses
        ]
    return activity


def correct_section(plan: Plan, section: Section, title: str) -> None:
    """Set the title of a task."""
    refuse_locked(plan)
    section.title = title


def changed(row: Any, values: dict[str, Any]) -> bool:
    """Set the values of a row; whether one of them was another before."""
    differs = any(getattr(row, name) != value for name, value in values.items())
    for name, value in values.items():
        setattr(row, name, value)
    return differs


def correct_passport(plan: Plan, values: dict[str, Any]) -> Plan:
    """Set the passport; what was doubted about a part is settled by correcting the part."""
    refuse_locked(plan)
    former, plan.passport = plan.passport, {**plan.passport, **values}
    for name in values:
        if former.get(name) != plan.passport[name]:
            settle_about(plan, f"passport.{name}")
    doubt_amount(plan, former.get("amount") != plan.passport.get("amount"))
    if plan.based_on is None:
        name_project(plan)
    return plan


def correct_team(plan: Plan, team: list[dict[str, Any]]) -> None:
    """Set the members of the team."""
    refuse_locked(plan)
    if plan.team != team:
        plan.team = team
        settle_about(plan, "team")


def settle_doubt(plan: Plan, doubt_id: str, words: str = "") -> None:
    """Keep as it is what was doubted or not read; some doubts ask why."""
    refuse_locked(plan)
    words = " ".join(words.split())
    if not words and any(note["id"] == doubt_id and note.get("explain") for note in plan.doubts):
        raise ExplanationMissing(field="words")
    settle(plan, doubt_id, words)


def reopen_doubt(plan: Plan, doubt_id: str) -> None:
    """Take back that a doubt is settled."""
    refuse_locked(plan)
    reopen(plan, doubt_id)
