"""Targets by region and by month of a draft: typed, compared with the plan, doubted where they differ."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from services.registry.drafts.operations.doubts import change, numbered, reopen, settle_about
from services.registry.plans.models import Activity, Indicator, Plan, Target
from services.registry.plans.rules.numbers import plain
from services.registry.plans.rules.targets import BY, Apart, apart
from services.registry.reader.words.notes import say
from shared.language.clauses import EACH_MONTH, Clause

MOST_MONTHS, LONGEST = 36, 240  # of a grid, of a period
WHY = {"region": "targets_by_region", "month": "targets_by_month"}


def offered(plan: Plan, indicator: Indicator) -> dict[str, list[str]]:
    """The regions and the months a target may be set for: the activity's regions, the months the line says,
    and those already set."""
    activity = indicator.activity
    regions = activity.regions or plan.passport.get("regions") or []
    kept = {by: [value for row in indicator.targets if (value := getattr(row, by))] for by in BY}
    return {
        "region": list(dict.fromkeys([*regions, *kept["region"]])),
        "month": sorted({*months_of(indicator)[:MOST_MONTHS], *kept["month"]}),
    }


def months_of(indicator: Indicator) -> list[str]:
    """The months a line names itself, "8 (April–November)"; else those of its activity's period."""
    clauses = map(Clause.read, indicator.clauses)
    named = {month for clause in clauses if clause.kind == EACH_MONTH for month in clause.over or ()}
    return sorted(named) or months_within(indicator.activity)


def months_within(activity: Activity) -> list[str]:
    """The months of an activity's period."""
    first, last = activity.period_from, activity.period_to
    if not first or not last:
        return []
    start, end = first.year * 12 + first.month - 1, last.year * 12 + last.month - 1
    return [f"{month // 12:04}-{month % 12 + 1:02}" for month in range(start, min(end, start + LONGEST) + 1)]


def set_targets(indicator: Indicator, wanted: Mapping[str, Decimal]) -> None:
    """Keep these targets by region code or month and no others; a row that stays is changed in place."""
    kept = {row.place: row for row in indicator.targets}
    for row in kept.values():
        if row.place not in wanted:
            indicator.targets.remove(row)
    for place, value in wanted.items():
        if place in kept:
            kept[place].value = value
        else:
            by = "month" if place[:1].isdigit() else "region"
            indicator.targets.append(Target(**{by: place}, value=value))


def doubt_targets(plan: Plan, indicator: Indicator) -> None:
    """Doubt the sums that differ from the plan's own target; a difference that is gone settles its doubt."""
    differing = {difference.by: difference for difference in apart(indicator)}
    for name in BY:
        if name in differing:
            doubt(plan, differing[name])
        else:
            settle_about(plan, f"targets.{name}.{indicator.code}")


def doubt(plan: Plan, difference: Apart) -> None:
    """Doubt one difference; one already explained stays so until its figures change."""
    said = about(difference)
    found = next((note for note in plan.doubts if note.get("code") == difference.about), None)
    if found is None:
        plan.doubts = [*plan.doubts, *numbered([said])]
    elif found["understood"] != said["understood"] or (found["settled"] and not found.get("kept")):
        reopen(plan, found["id"])
        change(plan, [found["id"]], said)


def about(difference: Apart) -> dict[str, Any]:
    """The doubt's words; `explain` asks for words of the one who keeps it as it is."""
    return {
        "code": difference.about,
        "where": say("indicator", code=difference.code),
        "source": "",
        "understood": say("targets_sum", sum=plain(difference.sum), total=plain(difference.total)),
        "why": say(WHY[difference.by]),
        "explain": True,
        "explanation": None,
    }
