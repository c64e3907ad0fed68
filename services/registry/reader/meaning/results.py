"""The expected results of a passport and the figures they promise."""

from __future__ import annotations

import re
from typing import Any

from services.registry.reader.words.comparators import AT_LEAST, AT_MOST, EXACTLY, comparator_in
from services.registry.reader.words.numbers import Number, find_numbers
from services.registry.reader.words.places import REGION_WORD
from services.registry.reader.words.units import find_unit
from services.registry.reader.words.wording import flat

NUMBERED = re.compile(r"^(\d{1,2})\s?[).]\s*(.+)$")
PHRASE = re.compile(
    r"^(?:-?[а-яәі]{1,3}\b)?\s*((?:(?!(?:в|во|для|из|на|о|об|по|с|со)\b)[^\W\d_][\w-]*[ ]?){1,4})"
)
PART = re.compile(r"(?:в том числе|в т\. ?ч|из них|из которых|оның ішінде)[^\d]*$")
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
        phrase = PHRASE.match(plain[number.end :])
        if phrase and not NOT_COUNTED.match(plain[number.end :]):
            what = phrase[1].strip()
            found.append(
                {
                    "what": what,
                    "comparator": _comparator(plain, number),
                    "value": number.quantity,
                    "unit": find_unit(what),
                    "part": bool(PART.search(plain[: number.start])),
                }
            )
    return found


def _comparator(text: str, number: Number) -> str:
    named = comparator_in(text[max(0, number.start - BEFORE) : number.start])
    return named if named in (AT_LEAST, AT_MOST) else EXACTLY
