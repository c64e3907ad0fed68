"""What changed between two versions of a plan, row by row."""
from __future__ import annotations

from typing import Any

from services.registry.plans.models import Plan
from services.registry.plans.queries import activities, indicators

INDICATOR = ("name", "comparator", "target", "target_high", "unit", "clauses", "measure")
ACTIVITY = ("title", "period_from", "period_to", "cost")


def differences(old: Plan, new: Plan) -> list[dict[str, Any]]:
    """Rows `{code, change: added|removed|changed, field, old, new}` in the order of the new version."""
    rows = compare(activities(old), activities(new), ACTIVITY) + compare(indicators(old), indicators(new), INDICATOR)
    for field in ("topic", "goal"):
        if old.passport.get(field) != new.passport.get(field):
            rows.insert(
                0, {"code": "", "change": "changed", "field": field, "old": old.passport.get(field), "new": new.passport.get(field)}
            )
    return rows


def compare(old: list[Any], new: list[Any], names: tuple[str, ...]) -> list[dict[str, Any]]:
    """Compare rows by their stable ids."""
    before = {row.stable_id: row for row in old}
    rows: list[dict[str, Any]] = []
    for row in new:
        former = before.pop(row.stable_id, None)
        if former is None:
            rows.append({"code": row.code, "change": "added", "field": None, "old": None, "new": title(row)})
            continue
        rows += [{"code": row.code, "change": "changed", "field": name, "old": getattr(former, name), "new": getattr(row, name)}
                 for name in names if getattr(former, name) != getattr(row, name)]
    return rows + [{"code": row.code, "change": "removed", "field": None, "old": title(row), "new": None} for row in before.values()]


def title(row: Any) -> str:
    """How a row is called in the list."""
    return getattr(row, "name", None) or row.title
