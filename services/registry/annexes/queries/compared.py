"""The rows of a version as lines to compare."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from uuid import UUID

from services.registry.annexes.rules.likeness import Line
from services.registry.plans.models import Activity, Indicator, Plan, Section
from services.registry.plans.queries import activities
from services.registry.plans.rules.numbers import plain

KINDS = ("section", "activity", "indicator")
Planned = Section | Activity | Indicator


def rows(plan: Plan, kind: str) -> list[Planned]:
    """The rows of one kind, in their order."""
    if kind == "section":
        return list(plan.sections)
    lines = activities(plan)
    return list(lines) if kind == "activity" else [row for line in lines for row in line.indicators]


def known(found: Sequence[Planned]) -> list[Line]:
    """Lines of a version in force, by their stable ids."""
    return [line(row, row.stable_id, place / len(found)) for place, row in enumerate(found)]


def fresh(found: Sequence[Planned]) -> list[Line]:
    """Lines of a version just read, by their rows."""
    return [line(row, row.id, place / len(found)) for place, row in enumerate(found)]


def line(row: Planned, key: UUID, place: float) -> Line:
    """A row as it is compared."""
    if isinstance(row, Section):
        return Line(key, row.title, row.kind, row.code, (), place)
    if isinstance(row, Indicator):
        own = row.code.removeprefix(row.activity.code)  # whatever number its activity has now
        return Line(key, row.name, row.unit or "", own, written(row.target, row.target_high), place)
    planned = [value for item in row.indicators for value in written(item.target)]
    named = " ".join([row.description, *(item.name for item in row.indicators)])
    return Line(key, row.title, named, row.code, tuple(planned), place)


def written(*values: Decimal | None) -> tuple[str, ...]:
    """Planned numbers as they are compared."""
    return tuple(plain(value) for value in values if value is not None)
