"""Two parallel lists inside two cells: which planned value belongs to which indicator."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from services.registry.reader.words.comparators import ANY
from services.registry.reader.words.conditions import take_conditions
from services.registry.reader.words.numbers import find_numbers
from services.registry.reader.words.units import find_unit
from services.registry.reader.words.values import BRACKETS, CERTAIN, DOUBTFUL, PROBABLE
from services.registry.reader.words.wording import CODE, flat, stems, without_numbering

CONTINUES = re.compile(r"^(?:[(,;]|[a-zа-яёәғқңөұүһі])")
PLACED = re.compile(r"(?<![^\W_])(?:в|во|на|по|за|из|от|для|к|с|со|при|после|среди)(?:\s[^\W\d_]+){1,2}")
MOST_ANCHORED = 60  # no cell that people wrote lists more
INLINE = re.compile(r"^(?P<name>.*[^\W\d_).»%])\s*(?::|=|\s[-–—]\s)\s*(?P<value>.*\d.*)$")
INLINE_COMPARED = re.compile(rf"^(?P<name>.*?[^\W\d_).»])[\s,]+(?P<value>(?:{ANY})\s+\d.*)$", re.I)


@dataclass(frozen=True)
class Line:
    """One line of a cell and its place in it, counted from 1."""

    text: str
    number: int


@dataclass
class Pair:
    """An indicator's name with its value (None: no value); `why` is the code of what is not certain."""

    name: Line
    value: Line | None
    confidence: str = CERTAIN
    why: str = ""


@dataclass
class Pairing:
    """The pairs in the order of the names, and the values left without a name."""

    pairs: list[Pair]
    left: list[Line] = field(default_factory=list)
    names: int = 0
    values: int = 0


def pair_lines(names: list[str], values: list[str]) -> Pairing:
    """Pair by position where the two lists are of one length (an empty value is no
    value), else only what is safe."""
    left, right = _lines(names), _lines(values)
    straight = _straight(left, right)
    return Pairing(_checked(straight, left)) if straight else _uneven(left, right)


def _checked(pairs: list[Pair], names: list[Line]) -> list[Pair]:
    things = {find_unit(name.text) for name in names}
    return [_crossed(pair, things) for pair in pairs]


def _crossed(pair: Pair, things: set[str | None]) -> Pair:
    """A pair of two places, doubted where its two numbers differ or its value speaks of another name, by
    the things that all the names count."""
    if pair.value is None:
        return pair
    numbered = (CODE.match(text) for text in (pair.name.text, pair.value.text))
    numbers = [
        found["code"] for found in numbered if found and found.end() < len(found.string)
    ]  # «28.» is 28
    if len(numbers) == 2 and None not in numbers and numbers[0] != numbers[1]:
        return replace(pair, confidence=DOUBTFUL, why="numbers_crossed")
    others = things - {None, find_unit(pair.name.text)}
    unlike = bool(others) and _thing(pair.value.text) in others
    return replace(pair, confidence=DOUBTFUL, why="pair_unlike") if unlike else pair


def _thing(value: str) -> str | None:
    """What a value says it counts, without its brackets, its conditions and the place («на тренингах»)."""
    plain = take_conditions(BRACKETS.sub(" ", flat(without_numbering(value))))[1]
    return find_unit(PLACED.sub(" ", plain))


def _uneven(left: list[Line], right: list[Line]) -> Pairing:
    """The pairs of lists of two lengths: by the lines that go on in the next one, else only what is safe."""
    left, right = _filled(left), _filled(right)
    if len(left) == len(right):
        pairs = [Pair(name, value) for name, value in zip(left, right, strict=True)]
        return Pairing(_checked(pairs, left))
    for joined_left, joined_right in _rejoined(left, right):
        if len(joined_left) == len(joined_right):
            return Pairing(
                [
                    Pair(name, value, PROBABLE, "joined")
                    for name, value in zip(joined_left, joined_right, strict=True)
                ]
            )
    return _anchored(left, right)


def split_inline(line: str) -> tuple[str, str]:
    """An indicator with its value in one line ("Количество тренингов – не менее 14")
    as name and value ("" if none)."""
    for form in (INLINE, INLINE_COMPARED):
        match = form.match(line)
        if match:
            return match["name"].strip(" ,"), match["value"].strip()
    return line, ""


def _lines(texts: list[str]) -> list[Line]:
    if len(texts) == 1 and ";" in texts[0]:
        texts = [part.strip() for part in texts[0].split(";") if part.strip()]
    return [Line(text, number) for number, text in enumerate(texts, 1)]


def _filled(lines: list[Line]) -> list[Line]:
    return [line for line in lines if line.text]


def _straight(names: list[Line], values: list[Line]) -> list[Pair] | None:
    """Line by line: every name has its line of values, written or left empty."""
    while names and not names[-1].text and len(names) > 1:
        names = names[:-1]
    while len(values) > len(names) and not values[-1].text:
        values = values[:-1]
    if len(names) != len(values) and any(value.text for value in values):
        return None
    values = values + [Line("", 0)] * (len(names) - len(values))
    if any(value.text and not name.text for name, value in zip(names, values, strict=True)):
        return None
    return [
        Pair(name, value if value.text else None)
        for name, value in zip(names, values, strict=True)
        if name.text
    ]


def _rejoined(names: list[Line], values: list[Line]) -> list[tuple[list[Line], list[Line]]]:
    """Lines broken in two put together: in the names, in the values, in both."""
    whole_names = _join(names, lambda text: bool(CONTINUES.match(text)))
    whole_values = _join(values, lambda text: text.startswith("(") or not find_numbers(flat(text)))
    return [(whole_names, values), (names, whole_values), (whole_names, whole_values)]


def _join(lines: list[Line], continues: Callable[[str], bool]) -> list[Line]:
    joined: list[Line] = []
    for line in lines:
        if joined and continues(line.text):
            joined[-1] = Line(f"{joined[-1].text} {line.text}", joined[-1].number)
        else:
            joined.append(line)
    return joined


def _anchored(names: list[Line], values: list[Line]) -> Pairing:
    """Values that name the thing they count hold fast; between them only runs of equal length are paired."""
    anchors = _anchors(names, values)
    pairs: list[Pair] = []
    left: list[Line] = []
    edges = [*anchors, (len(names), len(values))]
    begin_name = begin_value = 0
    for name, value in edges:
        gap_names, gap_values = names[begin_name:name], values[begin_value:value]
        found, spare = _gap(gap_names, gap_values)
        pairs += found
        left += spare
        if name < len(names):
            pairs.append(Pair(names[name], values[value], PROBABLE, "by_unit"))
        begin_name, begin_value = name + 1, value + 1
    return Pairing(pairs, left, len(names), len(values))


def _gap(names: list[Line], values: list[Line]) -> tuple[list[Pair], list[Line]]:
    if len(names) == len(values):
        return [
            Pair(name, value, PROBABLE, "in_order") for name, value in zip(names, values, strict=True)
        ], []
    return [Pair(name, None, DOUBTFUL, "not_paired") for name in names], values


def _anchors(names: list[Line], values: list[Line]) -> list[tuple[int, int]]:
    """Pairs of positions, both rising, where one value and one name share a thing that no other name has."""
    found: list[tuple[int, int]] = []
    if max(len(names), len(values)) > MOST_ANCHORED:
        return found
    for at, value in enumerate(values):
        fitting = [index for index, name in enumerate(names) if _same_thing(name.text, value.text)]
        if len(fitting) == 1 and all(fitting[0] > index for index, _ in found):
            found.append((fitting[0], at))
    return found if len({index for index, _ in found}) == len(found) else []


def _same_thing(name: str, value: str) -> bool:
    """Whether the value's own noun is what the name counts."""
    outside = BRACKETS.sub(" ", without_numbering(value))
    unit = find_unit(outside)
    if unit:
        shared = len(stems(outside) & stems(name))
        return unit == find_unit(name) and (shared > 0 or len(outside.split()) <= 4)
    return bool(stems(outside) & stems(name))
