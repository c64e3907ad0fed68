"""What has to exist so that a plan is kept, read from its targets, conditions, regions and terms.

What cannot be read from them is not made up: a number or a day that is missing is asked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from shared.clock import last_day
from shared.language.centre_reports import DUE_DAY
from shared.language.clauses import EACH_MONTH, EACH_REGION
from shared.language.measures.gatherings import EVENT_PROGRAMMES
from shared.language.obligations import Thing, is_held, key_of, thing_of
from shared.language.records.project import Activity, Indicator, Project
from shared.language.roles import COORDINATOR, REGIONAL

ONE, MOST = Decimal(1), 200
AFTER_MONTH = timedelta(days=DUE_DAY)


@dataclass(frozen=True)
class Slot:
    """One thing that has to exist: `number` tells it from its twins in its region; `due_on` is None where
    neither the line nor the project has an end; `ground` is town or village where the line asks for both."""

    region: str | None
    number: int
    quantity: Decimal
    starts_on: date | None
    due_on: date | None
    ground: str | None = None


@dataclass(frozen=True)
class Asked:
    """What an indicator asks to exist; no slots where the plan does not say how many."""

    indicator: Indicator
    activity: Activity
    thing: Thing
    slots: tuple[Slot, ...]

    @property
    def owner(self) -> str:
        """Whose work it is: what no region has of its own is the centre's."""
        placed = any(slot.region for slot in self.slots)
        return COORDINATOR if self.thing.owner in REGIONAL and self.slots and not placed else self.thing.owner

    @property
    def due_on(self) -> date:
        """The last day of it."""
        return max((slot.due_on for slot in self.slots if slot.due_on), default=date.min)

    @property
    def monthly(self) -> bool:
        """Whether it is one for each month, each with a day of its own."""
        return bool(self.thing.each and months(self.indicator))


def asked(project: Project) -> list[Asked]:
    """What the plan in force asks to exist, in its order."""
    pairs = [(line, indicator) for line in project.activities for indicator in line.indicators]
    held = {key_of(indicator.expression) for _line, indicator in pairs if not of_papers(indicator)}
    found = [
        Asked(indicator, line, thing, slots(project, line, indicator, thing))
        for line, indicator in pairs
        if (thing := thing_of(indicator.expression))
        and not (of_papers(indicator) and key_of(indicator.expression) in held)
    ]
    return [item for item in found if not said_again(item, found)]


def said_again(item: Asked, found: Sequence[Asked]) -> bool:
    """Whether another line asks for the very same things, with a later term or further down: the records of
    one register serve both."""
    if item.indicator.expression.by_activity:
        return False
    same = [other for other in found if other.indicator.measure == item.indicator.measure]
    return item is not max(same, key=lambda other: (other.due_on, found.index(other)))


def of_papers(indicator: Indicator) -> bool:
    """Whether it counts the programmes of gatherings: they ask for gatherings where nothing else does."""
    return indicator.expression.measure is EVENT_PROGRAMMES


def slots(
    project: Project, line: Activity, indicator: Indicator, thing: Thing, count: Decimal | None = None
) -> tuple[Slot, ...]:
    """What one indicator asks for, one by one; `count` says how many where the plan does not."""
    target = count if indicator.target is None else indicator.target
    if target is None or target <= 0 or (thing.each and target > MOST):
        return ()
    if thing.each and months(indicator):
        return tuple(by_month(months(indicator), project.period_to))
    term = line.period_from or project.period_from, line.period_to or project.period_to
    if not thing.each:
        return (Slot(None, 1, target, *term),)
    shares = shared(indicator, line.regions, target) if thing.placed else {}
    grounds = line.grounds if is_held(indicator.expression) else ()
    return tuple(one_by_one(shares or {None: int(target)}, term, grounds))


def months(indicator: Indicator) -> Sequence[str]:
    """The months of which each asks for one, "2022-05"."""
    over = [clause.over or () for clause in indicator.clauses if clause.kind == EACH_MONTH]
    return sorted({month for named in over for month in named} | by_target(indicator))


def by_target(indicator: Indicator) -> set[str]:
    """Months that have a target of their own."""
    return {row.month for row in indicator.targets if row.month and row.value}


def by_month(named: Sequence[str], closes: date | None) -> Iterator[Slot]:
    """One for each month, due on the fifth of the next one and not after the project."""
    for number, month in enumerate(named, 1):
        first = date.fromisoformat(f"{month}-01")
        due = last_day(first) + AFTER_MONTH
        yield Slot(None, number, ONE, first, max(min(due, closes), first) if closes else due)


def shared(indicator: Indicator, regions: Sequence[str], target: Decimal) -> dict[str | None, int]:
    """How many in each region, as the plan divides its target or asks of each, or evenly where that comes
    out; nothing where it does not."""
    divided = {row.region: int(row.value) for row in indicator.targets if row.region}
    if divided and sum(divided.values()) == target:
        return {code: count for code, count in divided.items() if code}
    for clause in indicator.clauses:
        over = clause.over or regions
        if clause.kind == EACH_REGION and clause.amount and clause.amount * len(over) == target:
            return dict.fromkeys(over, int(clause.amount))
    even = regions and target % len(regions) == 0
    return dict.fromkeys(regions, int(target) // len(regions)) if even else {}


def one_by_one(
    shares: dict[str | None, int], term: tuple[date | None, date | None], grounds: Sequence[str]
) -> Iterator[Slot]:
    """Each thing of each region, numbered in it; its grounds in turn, where their number comes out even."""
    for region, count in shares.items():
        turn = grounds if region and grounds and count % len(grounds) == 0 else (None,)
        for number in range(1, count + 1):
            yield Slot(region, number, ONE, *term, turn[(number - 1) % len(turn)])
