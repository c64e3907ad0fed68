"""The same plan in a second language: which of its lines is which of the plan in force.

Words of two languages cannot be compared, so the structure is: the part a line stands in, its place, what is
planned. A pair that anything speaks against is doubted, and only a person takes it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from services.registry.plans.models import Activity, Indicator, Plan, Section
from services.registry.wordings.rules.numbers import apart

COUNT, PLANNED, PERIOD, COST, NUMBERS, LIKE = "count", "planned", "period", "cost", "numbers", "like"
PLANS = (PLANNED, PERIOD, COST)  # what the plan promises: named wherever the file says otherwise
Rows = Sequence[Any]
Key = Callable[[Any], object]


@dataclass(frozen=True)
class Doubt:
    """What speaks against a pair: what the plan in force says, and what the file does."""

    code: str
    plan: Any = None
    file: Any = None


@dataclass(frozen=True)
class Found:
    """The words of the file for a line; certain where nothing speaks against it."""

    line: str
    text: str
    doubts: tuple[Doubt, ...] = ()


@dataclass
class Pairs:
    """What was found, and the texts of the file that belong to no line."""

    found: list[Found] = field(default_factory=list)
    left: list[str] = field(default_factory=list)

    def take(self, line: object, russian: str, kazakh: str, *doubts: Doubt | None) -> None:
        """Note the words of a line; other numbers in them are one more doubt."""
        differ = apart(russian, kazakh)
        known = [*filter(None, doubts), *([Doubt(NUMBERS, differ.russian, differ.kazakh)] if differ else [])]
        if kazakh.strip():
            self.found.append(Found(str(line), " ".join(kazakh.split()), tuple(known)))


def paired(plan: Plan, passport: Mapping[str, Any], sections: Sequence[Section]) -> Pairs:
    """The lines of a plan with the words of a file: of its passport and its sections."""
    pairs = Pairs()
    pair_passport(plan.passport, passport, pairs)
    keys = (code_of, lambda row: len(row.activities), place_in(plan.sections, sections))
    for old, new, doubt in siblings(plan.sections, sections, keys, pairs):
        pairs.take(old.stable_id, old.title, new.title, doubt)
        pair_activities(old.activities, new.activities, pairs)
    return pairs


def pair_passport(plan: Mapping[str, Any], file: Mapping[str, Any], pairs: Pairs) -> None:
    """The topic, the goal, who holds the grant, the expected results by their numbers."""
    for name in ("topic", "goal"):
        if plan.get(name):
            pairs.take(name, plan[name], file.get(name) or "")
    pair_grantee(plan.get("grantee") or {}, file.get("grantee") or {}, pairs)
    before, after = plan.get("expected_results") or [], file.get("expected_results") or []
    texts = {row["number"]: row["text"] for row in after}
    doubt = None if len(before) == len(after) else Doubt(COUNT, len(before), len(after))
    for row in before:
        pairs.take(f"result:{row['number']}", row["text"], texts.pop(row["number"], ""), doubt)
    pairs.left += texts.values()


def pair_grantee(plan: Mapping[str, Any], file: Mapping[str, Any], pairs: Pairs) -> None:
    """Who holds the grant; a name may stand in both files as it is registered, which says nothing."""
    who, called = plan.get("name") or "", file.get("name") or ""
    if who and called and called != who:
        pairs.take("grantee", who, called)


def pair_activities(old: Sequence[Activity], new: Sequence[Activity], pairs: Pairs) -> None:
    """The activities of one section, each with its indicators."""
    keys = (code_of, months, place_in(old, new))
    for row, twin, doubt in siblings(old, new, keys, pairs):
        period = None if months(row) == months(twin) else Doubt(PERIOD, row, twin)
        cost = None if twin.cost in (None, row.cost) else Doubt(COST, row.cost, twin.cost)
        pairs.take(row.stable_id, row.title, twin.title, doubt, period, cost)
        pair_indicators(row.indicators, twin.indicators, pairs)


def pair_indicators(old: Sequence[Indicator], new: Sequence[Indicator], pairs: Pairs) -> None:
    """The indicators of one activity."""
    keys = (counted, planned, lambda row: row.measure, lambda row: (row.code, planned(row)))
    for row, twin, doubt in siblings(old, new, keys, pairs):
        differ = None if planned(row) == planned(twin) else Doubt(PLANNED, row, twin)
        pairs.take(row.stable_id, row.name, twin.name, doubt, differ, like_another(row, twin, old))


def like_another(row: Indicator, twin: Indicator, beside: Sequence[Indicator]) -> Doubt | None:
    """That the words of the file seem to count what an indicator beside it counts."""
    if not twin.measure or twin.measure == row.measure:
        return None
    found = next((other for other in beside if other.measure == twin.measure), None)
    return Doubt(LIKE, found) if found else None


def siblings(
    old: Rows, new: Rows, keys: Sequence[Key], pairs: Pairs
) -> Iterator[tuple[Any, Any, Doubt | None]]:
    """Rows of one place with those of the file: in their order where there are as many, else by the first of
    these keys that one row of each has alone, and then doubted. What is left of the file is noted."""
    if len(old) == len(new):
        yield from ((row, twin, None) for row, twin in zip(old, new, strict=True))
        return
    doubt, rest, others = Doubt(COUNT, len(old), len(new)), list(old), list(new)
    for key in keys:
        for row, twin in alone(rest, others, key):
            rest.remove(row)
            others.remove(twin)
            yield row, twin, doubt
    pairs.left += [text for row in others for text in texts_of(row)]


def alone(old: Rows, new: Rows, key: Key) -> list[tuple[Any, Any]]:
    """Pairs of rows that alone have the same key."""
    before, after = [key(row) for row in old], [key(row) for row in new]
    return [
        (row, new[after.index(said)])
        for row, said in zip(old, before, strict=True)
        if said is not None and before.count(said) == after.count(said) == 1
    ]


def place_in(old: Rows, new: Rows) -> Key:
    """A row by its place from the beginning."""
    places = {id(row): place for rows in (old, new) for place, row in enumerate(rows)}
    return lambda row: places[id(row)]


def code_of(row: Any) -> str:
    """A row by its number."""
    return str(row.code)


def months(row: Activity) -> object:
    """An activity by its months."""
    return row.period_from, row.period_to


def planned(row: Indicator) -> object:
    """An indicator by what is planned."""
    return row.comparator, row.target, row.target_high


def counted(row: Indicator) -> object:
    """An indicator by what it counts and what is planned; None where it is not known what it counts."""
    return (row.measure, planned(row)) if row.measure else None


def texts_of(row: Section | Activity | Indicator) -> Iterator[str]:
    """The words of a row and of those under it."""
    yield row.name if isinstance(row, Indicator) else row.title
    under: Rows = (
        () if isinstance(row, Indicator) else row.indicators if isinstance(row, Activity) else row.activities
    )
    for line in under:
        yield from texts_of(line)
