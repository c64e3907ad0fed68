"""What changed between two versions of a plan: lines added, removed, moved, and every field that differs."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from services.registry.drafts.listing.parts import parts
from services.registry.plans.models import Activity, Indicator, Plan, Section
from services.registry.plans.queries import activities, indicators

ADDED, REMOVED, MOVED, CHANGED = "added", "removed", "moved", "changed"
SECTION = ("title", "kind")
ACTIVITY = ("title", "description", "regions", "period_from", "period_to", "period_text", "cost")
INDICATOR = (
    "name",
    "comparator",
    "target",
    "target_high",
    "unit",
    "clauses",
    "divided",
    "measure",
    "evidence_kinds",
)
Planned = Section | Activity | Indicator
Lines = Sequence[Planned]


@dataclass(frozen=True)
class Difference:
    """One thing that differs. `kind` is part (of the passport), section, activity or indicator;
    `old` and `new` are values of the field, titles of a line added or removed, places of one that moved."""

    change: str
    kind: str
    code: str
    line: str
    field: str | None
    old: Any
    new: Any


def differences(old: Plan, new: Plan) -> list[Difference]:
    """All that differs, the passport first, then the lines in the order of the new version."""
    return [
        *of_parts(parts(old), parts(new)),
        *of_lines("section", old.sections, new.sections, SECTION),
        *of_lines("activity", activities(old), activities(new), ACTIVITY),
        *of_lines("indicator", indicators(old), indicators(new), INDICATOR),
    ]


def removed_activities(old: Plan, new: Plan) -> list[Activity]:
    """Activities the new version no longer has."""
    kept = {row.stable_id for row in activities(new)}
    return [row for row in activities(old) if row.stable_id not in kept]


def of_parts(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Difference]:
    """Parts of the passport and the team."""
    for name, value in new.items():
        if old[name] != value:
            yield Difference(CHANGED, "part", "", "", name, old[name], value)


def of_lines(kind: str, old: Lines, new: Lines, names: Sequence[str]) -> Iterator[Difference]:
    """Lines of one kind, by their stable ids."""
    before, after = {row.stable_id: row for row in old}, {row.stable_id for row in new}
    displaced = moved(old, new)
    for row in new:
        if former := before.get(row.stable_id):
            yield from of_line(kind, former, row, names, row.stable_id in displaced)
        else:
            yield Difference(ADDED, kind, row.code, title(row), None, None, title(row))
    for row in old:
        if row.stable_id not in after:
            yield Difference(REMOVED, kind, row.code, title(row), None, title(row), None)


def of_line(
    kind: str, former: Planned, row: Planned, names: Sequence[str], is_moved: bool
) -> Iterator[Difference]:
    """One line that goes on: its place, its code, its fields."""
    if is_moved:
        yield Difference(MOVED, kind, row.code, title(row), None, place(former), place(row))
    elif own_code(former) != own_code(row):
        yield Difference(CHANGED, kind, row.code, title(row), "code", former.code, row.code)
    for name in names:
        was, now = getattr(former, name), getattr(row, name)
        if was != now:
            yield Difference(CHANGED, kind, row.code, title(row), name, was, now)


def moved(old: Lines, new: Lines) -> set[UUID]:
    """Lines that stand under another one, or passed others there: the fewest that explain the new order."""
    at = {row.stable_id: position for position, row in enumerate(old)}
    under = {row.stable_id: owner(row) for row in old}
    found: set[UUID] = set()
    stayed: defaultdict[UUID | None, list[UUID]] = defaultdict(list)
    for row in new:
        if row.stable_id in at and owner(row) == under[row.stable_id]:
            stayed[owner(row)].append(row.stable_id)
        elif row.stable_id in at:
            found.add(row.stable_id)
    return found.union(*(set(keys) - longest_in_order(keys, at) for keys in stayed.values()))


def longest_in_order(keys: Sequence[UUID], at: Mapping[UUID, int]) -> set[UUID]:
    """The most of these lines that kept their order among themselves."""
    tails: list[int] = []
    ends: list[UUID] = []
    before: dict[UUID, UUID | None] = {}
    for key in keys:
        length = bisect_left(tails, at[key])
        tails[length : length + 1], ends[length : length + 1] = [at[key]], [key]
        before[key] = ends[length - 1] if length else None
    return set(chain(ends[-1] if ends else None, before))


def chain(last: UUID | None, before: Mapping[UUID, UUID | None]) -> Iterator[UUID]:
    """The last line, and those before it."""
    while last is not None:
        yield last
        last = before[last]


def owner(row: Planned) -> UUID | None:
    """The line a line stands under."""
    if isinstance(row, Indicator):
        return row.activity.stable_id
    return row.section.stable_id if isinstance(row, Activity) else None


def place(row: Planned) -> str:
    """Where a line stands: its code and the line above it."""
    if isinstance(row, Section):
        return row.code
    above = row.activity if isinstance(row, Indicator) else row.section
    return f"{row.code} · {title(above)}"


def own_code(row: Planned) -> str:
    """A code without that of the line above: renumbering an activity says nothing new of its indicators."""
    return row.code.removeprefix(row.activity.code) if isinstance(row, Indicator) else row.code


def title(row: Planned) -> str:
    """How a line is called."""
    return row.name if isinstance(row, Indicator) else row.title
