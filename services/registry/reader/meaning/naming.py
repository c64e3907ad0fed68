"""What an indicator's name says against the number in its cell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from services.registry.reader.meaning.measures import Suggestion
from services.registry.reader.table.pairing import Pair
from services.registry.reader.words.beside import ONCE, RATE
from services.registry.reader.words.comparators import ANY, said_target
from services.registry.reader.words.conditions import AGED, PART_OF, take_conditions, take_distinct
from services.registry.reader.words.leftovers import leftovers, without_all
from services.registry.reader.words.notes import Said, say
from services.registry.reader.words.units import (
    PERCENT,
    PERSON,
    UNKNOWN,
    counts_others,
    find_unit,
)
from services.registry.reader.words.values import BRACKETS, Value
from services.registry.reader.words.wording import flat, without_code
from shared.language.clauses import PART
from shared.language.expressions import parse

SHARE_NAME = re.compile(
    r"^\W*(?:количественн\w+ )?(?:процент\w*|дол[яию]|удельн\w+ вес|%)(?![^\W_])|(?:үлес|пайыз)\w*(?![^\W_])"
    r"|[,(]\s*(?:в )?(?:%|процент\w*)\s*\)?$"
)
# names of a change, of a rate or of one of many: the number in the cell is no total
NO_TOTAL = re.compile(
    r"^\W*(?:(?:при)?рост(?:а|у|ом)?(?![^\W_])"
    r"|(?:темп|увеличени|снижени|сокращени|средн|орташа|продолжительност|длительност|наполняемост"
    r"|ұзақтығ)\w*)"
    r"|(?<![^\W_])(?:өсу|өсім|арту|азаю|арттыр|көбейт|азайт|төмендет)\w*$"
    r"|(?<![^\W_])(?:нарастающ|накопит|накопл|кумулятив)\w*|(?<![^\W_])человеко-?\s?\w+"
    r"|(?<![^\W_])(?:топтағы|топқа|тренингтегі|өңірдегі|облыстағы)(?![^\W_])"
    r"|(?<![^\W_])еже\w+ (?:количеств|числ|охват)\w*"
    rf"|(?<![^\W_])(?:кажд\w+|әр(?:бір)?|әрқайсы\w*|сайын)(?![^\W_])|{RATE}"
)
# where somebody or something goes is no rate: «приглашённых на форум», «заявок на курс»
SENT = re.compile(
    r"(?<![^\W_])(?:при[гш]\w+|заяв\w+|(?:за)?(?:запис|регистр)\w+|билет\w*|направл\w+|отобран\w*|вы[ех]\w+)"
    r" на [^\W\d_]+"
)
TWO_NOUNS = re.compile(r"(?<![^\W\d_])([^\W\d_]{5,})\s*(?:\sи\s|/|\sжәне\s|\sмен\s|\sпен\s)\s*([^\W\d_]{5,})")
# people of one sort: a measure of all of them counts more
SOME = re.compile(
    r"(?<![^\W_])(?:женщин\w*|девуш\w*|мужчин\w*|молодеж(?:ь|и|ью)\b|молод\w+ (?:люд|лиц|лидер)\w*"
    r"|инвалид\w*|ловз\b|пенсионер\w*|(?:сельск\w+ )(?:жител|женщин)\w*|сельчан\w*"
    r"|әйел\w*|жастар\w*|мүгедек\w*|ауыл тұрғын\w*)"
)
BOTH = re.compile(
    r"(?:женщин|девуш)\w* и (?:мужчин|юнош)\w*|(?:мужчин|юнош)\w* и (?:женщин|девуш)\w*"
    r"|әйел\w* (?:мен|және) ер\w*|ер\w* (?:мен|және) әйел\w*"
)
LIMITS = re.compile(rf"(?<![^\W_])(?:{ANY}|из них|из которых)(?![^\W_])")
Doubt = tuple[Said, Said]


def doubts_of_name(
    pair: Pair, value: Value, unit: str, suggestion: Suggestion | None, column: str
) -> Iterator[Doubt]:
    """A unit nobody names, a measure nobody knows, what the name says of another number or another thing;
    `column` is the cell of units."""
    target = said_target(value.comparator, value.target, value.high)
    yield from _unknown(target, unit, suggestion)
    if isinstance(value.target, str) and unit != PERCENT:
        yield target, say("part_of_thing", value=value.target)
    yield from (
        (target, why) for why in _of_other_things(pair.name.text, value.unit or flat(column), suggestion)
    )
    if pair.value and (some := _some_of(_of_whole(pair.value.text, value), suggestion)):
        yield target, say("name_narrower", phrase=some)
    for why in _against_total(pair.name.text) if pair.value else ():
        yield target, why


def _unknown(target: Said, unit: str, suggestion: Suggestion | None) -> Iterator[Doubt]:
    """A measure nobody knows, a unit nobody names: one question where it is both."""
    if suggestion is None:
        yield say("no_measure"), say("unit_and_name_unknown" if unit == UNKNOWN else "name_unknown")
    elif unit == UNKNOWN:
        yield target, say("unit_unnamed")


def _of_whole(text: str, value: Value) -> str:
    """A value's text without the brackets that divide it."""
    return BRACKETS.sub(" ", text) if any(found.kind == PART for found in value.conditions) else text


def doubts_of_share(name: str, value: Value, unit: str) -> Iterator[Doubt]:
    """A share nobody says of what; one that only the name tells; one above a hundred."""
    if value.target is None or (unit != PERCENT and not SHARE_NAME.search(flat(name))):
        return
    target = said_target(value.comparator, value.target, value.high)
    if unit != PERCENT:
        yield target, say("share_of_things", phrase=value.unit)
        return
    yield say("percent", target=target), say("share_of_what" if value.percent else "percent_by_name")
    if not value.percent and Decimal(value.target) > 100:
        yield say("percent", target=target), say("over_hundred")


def _of_other_things(name: str, said: str, suggestion: Suggestion | None) -> Iterator[Said]:
    """What the measure does not count of a name and its noun: another thing, two things, only some people."""
    if suggestion is None:
        return
    if said and counts_others(said, suggestion.unit, name):
        yield say("unit_other", phrase=said)
    if PERSON in (things := _joined(flat(name))) and len(things) > 1:
        yield say("name_two_things")
    once = None if parse(suggestion.measure).unique else ONCE.search(flat(name))
    if some := _some_of(name, suggestion) or (once[0] if once else ""):
        yield say("name_narrower", phrase=some)


def _some_of(text: str, suggestion: Suggestion | None) -> str:
    """The sort of people that a name or a value speaks of where the measure counts them all; "" where it does
    not, or only a part of the number is of that sort."""
    if suggestion is None or suggestion.unit != PERSON or parse(suggestion.measure).group:
        return ""
    some = SOME.search(BOTH.sub(" ", PART_OF.sub("", flat(text))))
    return some[0] if some else ""


def _joined(name: str) -> set[str]:
    """The units of two nouns that «и» or a slash puts side by side: «участников и тренингов»."""
    found = TWO_NOUNS.search(name)
    units = map(find_unit, found.groups()) if found else ()
    return {unit for unit in units if unit}


def _against_total(name: str) -> Iterator[Said]:
    """Why the number of a cell may be no total: numbers that the name says itself, a growth, one of many."""
    yield from (say(why, phrase=phrase) for why, phrase in _parts_of(name))


@lru_cache(maxsize=1000)  # the names of indicators are the same in each activity of a plan
def _parts_of(name: str) -> tuple[tuple[str, str], ...]:
    """What of a name makes another number of its cell, each with the code of why."""
    left, found = _left_of(name), NO_TOTAL.search(SENT.sub(" ", _without_conditions(name)))
    parts = [("name_rest", ", ".join(left))] if left else []
    return (*parts, *([("name_no_total", found[0].strip())] if found else []))


def _left_of(name: str) -> list[str]:
    """The numbers, months and marks of a name that are in no condition, and words that limit its number."""
    plain = without_all(AGED, flat(without_code(name)))
    for take in (take_conditions, take_distinct):
        plain = take(plain)[1]
    left = leftovers(without_all(ANY, plain).replace("%", " ").replace("№", " "))
    return left + [found[0].strip() for found in LIMITS.finditer(plain)]


def _without_conditions(name: str) -> str:
    """A name as flat text without the brackets whose conditions are read."""
    plain = flat(without_code(name))
    for bracket in BRACKETS.findall(plain):
        plain = plain.replace(bracket, " ") if take_conditions(bracket)[0] else plain
    return plain
