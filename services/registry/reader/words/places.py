"""The regions of Kazakhstan as plans name them, Russian and Kazakh, in any case."""

from __future__ import annotations

import re

from services.registry.reader.words.numbers import find_numbers
from services.registry.reader.words.wording import flat
from shared.language.regions import REGIONS

REGION_WORD = r"(?:регион|област|өңір|облыс|аймақ|аймағ)"
COUNTED = re.compile(rf"^(?:-?[а-яәі]{{1,3}}\b)?\s?(?:целев\w+ |разн\w+ )?{REGION_WORD}")
EACH = re.compile(rf"(?:кажд\w+|всех|әр(?:бір)?|барлық)\s+{REGION_WORD}")
TAIL = re.compile(
    r"\s*[,(]?\s*(?:г\.|город|област[ьи])?\s*[^\s«»\"]+\s+(?:област[ьи]|облыс\w*)\s*\)?\s*$", re.I
)


def find_regions(text: str) -> list[str]:
    """The codes of the regions a text names, in the order it names them."""
    text = flat(text)
    places = {
        code: match.start() for code, region in REGIONS.items() if (match := re.search(region.named, text))
    }
    return sorted(places, key=places.__getitem__)


def counted_regions(text: str) -> list[int]:
    """How many regions a text says there are ("в 7 регионах", "7-ми областях"), not "две из …"."""
    text = flat(text)
    return [
        number.quantity
        for number in find_numbers(text)
        if COUNTED.match(text[number.end :])
        and isinstance(number.quantity, int)
        and not text[: number.start].endswith("из ")
    ]


def says_each_region(text: str) -> bool:
    """Whether a text speaks of every region."""
    return bool(EACH.search(flat(text)))


def without_region(name: str) -> str:
    """An organisation's name without the region written after its closing quotation mark."""
    closing = max(name.rfind("»"), name.rfind("”"), name.rfind('"'))
    rest = name[closing + 1 :] if closing >= 0 else ""
    return name[: closing + 1].strip() if rest and find_regions(rest) and TAIL.fullmatch(rest) else name
