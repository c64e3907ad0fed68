"""The regions of Kazakhstan as plans name them, Russian and Kazakh, in any case."""

from __future__ import annotations

import re
from functools import lru_cache

from services.registry.reader.words.numbers import find_numbers
from services.registry.reader.words.wording import flat
from shared.language.regions import REGIONS

NAMED_REGIONS = tuple((code, re.compile(region.named)) for code, region in REGIONS.items())
ANY_NAMED = re.compile("|".join(region.named for region in REGIONS.values()))
REGION_WORD = r"(?:регион|област|өңір|облыс|аймақ|аймағ)"
COUNTED = re.compile(rf"^(?:-?[а-яәі]{{1,3}}\b)?\s?(?:целев\w+ |разн\w+ )?{REGION_WORD}")
EACH = re.compile(rf"(?:кажд\w+|всех|әр(?:бір)?|барлық)\s+{REGION_WORD}")
QUOTED = re.compile(r"«[^«»]*»|“[^“”]*”|„[^„“”]*[“”]|\"[^\"]*\"")
REGION_CALLED = re.compile(r"област|облыс", re.I)
REGION_BEFORE = re.compile(r"област\w{1,3}\s*$|(?:^|\s)г(?:ород\w*|\.)\s*$", re.I)
REGION_AFTER = re.compile(r"\s*(?:област|облыс|қаласы)", re.I)
PLACE = re.compile(
    r"област|\bобл\b|облыс|\bг\.|\bгород|қала|регион|өңір|ско\b|зко\b|вко\b|бқо\b|шқо\b|сқо\b"
    r"|(?:[,(]|\s-\s)\s*[^\s,()]+(?:\s[^\s,()]+)?\s*\)?\s*\.?$"
)
# names and what joins them; «кроме того» and «одан басқа» ("besides") leave nothing out
NAMED = (
    r"(?:[,(«»\s]|(?<![\w-])(?:[А-ЯЁӘІҢҒҮҰҚӨҺ][\w-]*+|(?:г|обл)\.|(?:город|област|облыс|қала)\w*+"
    r"|(?:и|мен|және)(?!\w))){0,60}"
)
EXCEPT = re.compile(
    rf"(?<!\w)(?i:кроме|исключая|за исключением)\s{NAMED}|{NAMED}(?<!\w)(?i:қоспағанда)(?!\w)"
    rf"|{NAMED}(?<=[нтд][ае]н)\s+(?i:басқа)(?!\w)"
)
TAIL = re.compile(
    r"\s*[,(]?\s*(?:г\.|город|област[ьи])?\s*[^\s«»\"]+\s+(?:област[ьи]|облыс\w*)\s*\)?\s*$", re.I
)


def find_regions(text: str) -> list[str]:
    """The codes of the regions a text names, in the order it names them; of a quoted name
    («Астана жастары») only what calls itself a region («Альянс Жамбылской области»)."""
    return regions_of_name(
        QUOTED.sub(lambda name: name[0] if REGION_CALLED.search(name[0]) else _bare(name), text)
    )


def without_excluded(text: str) -> tuple[str, str]:
    """A text without the words that leave something out («во всех, кроме Астаны»), and those words."""
    return EXCEPT.sub(" ", text), " ".join(found[0] for found in EXCEPT.finditer(text))


def _bare(name: re.Match[str]) -> str:
    """A quoted name blank, unless it is the name of a region itself («область «Абай»»)."""
    before, after = name.string[: name.start()], name.string[name.end() :]
    return name[0] if REGION_BEFORE.search(before) or REGION_AFTER.match(after) else " _ "


def outside_names(text: str) -> str:
    """A text without what stands in quotation marks, unless a region's own name does («область «Абай»»)."""
    return QUOTED.sub(_bare, text)


def says_place(text: str) -> bool:
    """Whether a text outside of names calls what it names a region or a city."""
    return bool(REGION_CALLED.search(text) or PLACE.search(flat(outside_names(text))))


def regions_of_name(text: str) -> list[str]:
    """The codes of the regions a text speaks of, the names of organisations among them."""
    return list(_regions_in(flat(text)))


@lru_cache(maxsize=1000)
def _regions_in(text: str) -> tuple[str, ...]:
    """The codes of the regions a flat text names, in its order."""
    if not ANY_NAMED.search(text):
        return ()
    places = {code: match.start() for code, named in NAMED_REGIONS if (match := named.search(text))}
    return tuple(sorted(places, key=places.__getitem__))


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
