"""What the pages of obligations offer, and what their forms mean."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest
from typing import Any

from services.registry.obligations.rules.differing import Difference
from services.registry.obligations.rules.proposing import Asked, Slot

LISTS = ("take", "indicator", "count", "due_on", "owner")


@dataclass(frozen=True)
class Offer:
    """A line of the page where the lead confirms: what an indicator asks for, what of it is new, and the
    day and the owner as they were typed or are proposed."""

    asked: Asked
    new: Sequence[Slot]
    taken: bool
    due_on: date | str | None
    owner: str
    count: str = ""


def offers(plan: Sequence[Asked], found: Difference, values: Mapping[str, Any]) -> list[Offer]:
    """The lines that bring something new, as they were typed or are proposed."""
    typed = {row["indicator"]: row for row in rows(values)}
    taken = set(values.get("take") or ())
    fresh = [item for item in plan if item.indicator.id in found.lacking]
    return [offer(item, found, typed.get(item.indicator.id), taken) for item in fresh]


def offer(item: Asked, found: Difference, row: Mapping[str, str] | None, taken: set[str]) -> Offer:
    """One line; before anything is typed everything the plan is clear about is taken."""
    new = found.lacking[item.indicator.id]
    if row is None:
        return Offer(item, new, bool(new), day_of(new), item.owner)
    return Offer(item, new, item.indicator.id in taken, row["due_on"], row["owner"], row["count"])


def day_of(slots: Sequence[Slot]) -> date | None:
    """The day of what is new; all of a line that is not monthly have the same."""
    return slots[0].due_on if slots else None


def rows(values: Mapping[str, Any]) -> Iterator[dict[str, str]]:
    """The lines of the form, a dict each."""
    columns = [values.get(name) or [] for name in LISTS[1:]]
    for row in zip_longest(*columns, fillvalue=""):
        yield dict(zip(LISTS[1:], row, strict=True))


def taken(values: Mapping[str, Any]) -> list[dict[str, Any]]:
    """What the form confirms, as the schema reads it."""
    chosen = set(values.get("take") or ())
    return [
        {
            "indicator_id": row["indicator"],
            **{name: row[name].strip() for name in ("count", "due_on", "owner") if row[name].strip()},
        }
        for row in rows(values)
        if row["indicator"] in chosen
    ]
