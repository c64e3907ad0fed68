"""What changed between two versions of a plan, row by row."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from services.registry.plans.models import Plan
from services.registry.plans.phrases import worded
from services.registry.plans.queries import activities, indicators
from services.registry.plans.targets import targets_in_words
from shared.i18n import format_money, format_period, format_short_date

INDICATOR = ("name", "comparator", "target", "target_high", "unit", "clauses", "measure", "divided")
ACTIVITY = ("title", "period_from", "period_to", "cost", "regions")


def differences(old: Plan, new: Plan) -> list[dict[str, Any]]:
    """Rows `{code, change: added|removed|changed, field, old, new}` in the order of the new version."""
    rows = compare(activities(old), activities(new), ACTIVITY) + compare(
        indicators(old), indicators(new), INDICATOR
    )
    before, after = parts(old), parts(new)
    changed = [
        {"code": "", "change": "changed", "field": name, "old": before[name], "new": value}
        for name, value in after.items()
        if before[name] != value
    ]
    return changed + rows


def written(row: dict[str, Any]) -> dict[str, Any]:
    """A difference with its figures, sums and days as people write them."""
    return row | {name: figure(row["field"], row[name]) for name in ("old", "new")}


def figure(field: str | None, value: Any) -> Any:
    """A value of a difference as people write it, if it is a number or a day."""
    if field == "divided":
        return targets_in_words(value or {})
    if isinstance(value, Decimal):
        return format_money(value) if field == "cost" else f"{value.normalize():f}"
    return format_short_date(value) if isinstance(value, date) else value


def parts(plan: Plan) -> dict[str, Any]:
    """The passport, the team and the titles of the tasks as a person reads them."""
    passport = plan.passport
    amount, period = passport.get("amount") or {}, passport.get("period") or {}
    return {
        "topic": passport.get("topic"),
        "goal": passport.get("goal"),
        "grantee": (passport.get("grantee") or {}).get("name"),
        "grantor": (passport.get("grantor") or {}).get("name"),
        "amount": format_money(amount.get("value")),
        "in_words": amount.get("in_words"),
        "period": format_period(period.get("start"), period.get("end")),
        "expected_results": "; ".join(result["text"] for result in passport.get("expected_results") or []),
        "partners": "; ".join(item["name"] for item in (passport.get("partners") or {}).get("items", [])),
        "regions": worded({"say": "list", "regions": passport.get("regions") or []}),
        "team": "; ".join(f"{member['role']}: {member['name']}" for member in plan.team),
        "sections": "; ".join(section.title for section in plan.sections),
    }


def compare(old: list[Any], new: list[Any], names: tuple[str, ...]) -> list[dict[str, Any]]:
    """Compare rows by their stable ids."""
    before = {row.stable_id: row for row in old}
    rows: list[dict[str, Any]] = []
    for row in new:
        former = before.pop(row.stable_id, None)
        if former is None:
            rows.append({"code": row.code, "change": "added", "field": None, "old": None, "new": title(row)})
            continue
        rows += [
            {
                "code": row.code,
                "change": "changed",
                "field": name,
                "old": getattr(former, name),
                "new": getattr(row, name),
            }
            for name in names
            if getattr(former, name) != getattr(row, name)
        ]
    return rows + [
        {"code": row.code, "change": "removed", "field": None, "old": title(row), "new": None}
        for row in before.values()
    ]


def title(row: Any) -> str:
    """How a row is called in the list."""
    return getattr(row, "name", None) or row.title
