"""Which measure counts an indicator: readings of its name and its activity,
tried from the top, the first that fits."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from services.registry.reader.words.gatherings import find_gatherings
from services.registry.reader.words.wording import flat
from shared.language.expressions import Expression, parse
from shared.language.measure import NUMBER, Reading
from shared.language.measures import readings


@dataclass(frozen=True)
class Suggestion:
    """A measure with the unit, kind and evidence that go with it."""

    measure: str
    unit: str
    kind: str
    evidence: tuple[str, ...]


def suggest_measure(name: str, activity: str, gatherings: list[str]) -> Suggestion | None:
    """The measure for an indicator's name within an activity (its text,
    what it gathers people for); None if none fits."""
    name, activity = flat(name), flat(activity)
    named = find_gatherings(name)
    for reading in _fitting(name):
        text = _filled(reading, named, gatherings) if re.search(reading.about, activity) else None
        if text:
            return _suggestion(parse(text))
    return None


@lru_cache(maxsize=1000)  # the names of indicators are the same in each activity of a plan
def _fitting(name: str) -> tuple[Reading, ...]:
    """The readings a flat name fits, whatever the activity."""
    return tuple(reading for reading in readings() if re.search(reading.name, name))


def _suggestion(expression: Expression) -> Suggestion:
    kind = expression.measure.kind if expression.measure else NUMBER
    return Suggestion(expression.text, expression.unit, kind, expression.evidence)


def _filled(reading: Reading, named: list[str], gatherings: list[str]) -> str | None:
    found = {
        "{named}": named[:1],
        "{one}": (named or gatherings)[:1],
        "{all}": gatherings,
    }
    for place, kinds in found.items():
        if place in reading.measure:
            return reading.measure.replace(place, ", ".join(kinds)) if kinds else None
    return reading.measure
