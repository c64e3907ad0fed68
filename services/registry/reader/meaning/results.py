"""The expected results of a passport and the figures they promise."""

from __future__ import annotations

import re
from typing import Any

from services.registry.reader.words.comparators import (
    AT_LEAST,
    AT_MOST,
    EXACTLY,
    LESS_THAN,
    MORE_THAN,
    UP_TO,
    comparator_in,
)
from services.registry.reader.words.numbers import Number, Quantity, find_numbers
from services.registry.reader.words.places import REGION_WORD
from services.registry.reader.words.units import find_unit
from services.registry.reader.words.wording import flat, is_kazakh

NUMBERED = re.compile(r"^(\d{1,2})\s?[).]\s*(.+)$")
PHRASE = re.compile(
    r"^(?:-?[а-яәі]{1,3}\b)?\s*((?:(?!(?:в|во|для|из|на|о|об|по|с|со)\b)[^\W\d_][\w-]*[ ]?){1,4})"
)
PART = re.compile(r"(?:в том числе|в т\. ?ч|из них|из которых|оның ішінде)[^\d]*$")
RANGED = re.compile(r"[0-9]\s?-\s?$")  # of «10-15 встреч» neither number is promised
BEFORE = 14  # how far before a number its "не менее" may stand
NOT_COUNTED = re.compile(
    rf"^(?:-?[а-я]{{1,3}}\b)?\s*(?:разн\w+ |целев\w+ )?(?:{REGION_WORD}|тенге|теңге|тг|год|г\.|жыл|%)"
)


def split_results(lines: list[str]) -> list[dict[str, Any]]:
    """Results as {"number", "text", "figures"}; a line without a number continues or,
    in an unnumbered list, is one."""
    results: list[dict[str, Any]] = []
    for line in filter(None, lines):
        match = NUMBERED.match(line)
        if match:
            results.append({"number": int(match[1]), "text": match[2].strip()})
        elif results and (line[0].islower() or results[-1]["text"][-1] not in ".!;"):
            results[-1]["text"] += " " + line
        else:
            results.append({"number": results[-1]["number"] + 1 if results else 1, "text": line})
    return [{**result, "figures": figures(result["text"])} for result in results]


def figures(text: str) -> list[dict[str, Any]]:
    """The numbers a sentence promises: {"what", "comparator", "value", "unit", "part"};
    regions, money, years are not counted.

    `part` is true for a number within another one ("в том числе не менее 1 …").
    """
    plain = flat(text)
    found = []
    for number in find_numbers(plain, words=False):
        before, after = plain[: number.start], plain[number.end :]
        phrase = PHRASE.match(after)
        if phrase and not NOT_COUNTED.match(after) and not RANGED.search(before):
            what, (comparator, value) = phrase[1].strip(), _asked(before, after, number)
            found.append(
                {
                    "what": what,
                    "comparator": comparator,
                    "value": value,
                    "unit": find_unit(what),
                    "part": bool(PART.search(before)),
                }
            )
    return found


def _asked(before: str, after: str, number: Number) -> tuple[str, Quantity]:
    """The comparison of a number and what it asks for: "более 50" is at least 51, "до 30" at most 30."""
    beside = before[-BEFORE:]
    named = comparator_in(beside) or (AT_MOST if UP_TO.search(beside) else None)
    nearby = after[: 2 * BEFORE].partition(",")[0]
    named = named or (comparator_in(nearby) if is_kazakh(nearby) or "емес" in nearby else None)
    if named not in (MORE_THAN, LESS_THAN) or not isinstance(number.quantity, int):
        return (named if named in (AT_LEAST, AT_MOST) else EXACTLY), number.quantity
    more = named == MORE_THAN
    return (AT_LEAST, number.quantity + 1) if more else (AT_MOST, number.quantity - 1)
