"""The regions of Kazakhstan as plans name them, Russian and Kazakh, in any case."""

from __future__ import annotations

import re

from services.registry.reader.words.numbers import find_numbers
from services.registry.reader.words.wording import flat

REGIONS = (  # code, Russian name, pattern over flat text
    ("west_kz", "Западно-Казахстанская область", r"западно-казахстанск|батыс қазақстан|\bзко\b|\bбқо\b"),
    ("north_kz", "Северо-Казахстанская область", r"северо-казахстанск|солтүстік қазақстан|\bско\b|\bсқо\b"),
    ("east_kz", "Восточно-Казахстанская область", r"восточно-казахстанск|шығыс қазақстан|\bвко\b|\bшқо\b"),
    ("turkistan", "Туркестанская область", r"туркестанск|түркістан"),
    ("kyzylorda", "Кызылординская область", r"кызылординск|қызылорда"),
    ("almaty_obl", "Алматинская область", r"алматинск|алматы облыс"),
    ("almaty", "город Алматы", r"\bалматы\b(?! обл)"),
    ("atyrau", "Атырауская область", r"атырауск|атырау облыс"),
    ("zhambyl", "Жамбылская область", r"жамбылск|жамбыл облыс"),
    ("mangystau", "Мангистауская область", r"мангистауск|маңғыстау"),
    ("abai", "область Абай", r"област[ьи] абай|абайск\w+ (?!район)|абай облыс"),
    ("zhetisu", "область Жетісу", r"област[ьи] жетісу|жетысуск|жетісу облыс"),
    ("ulytau", "область Ұлытау", r"област[ьи] (?:ұлытау|улытау)|улытауск\w+ (?!район)|ұлытау облыс"),
    ("akmola", "Акмолинская область", r"акмолинск|ақмола"),
    ("aktobe", "Актюбинская область", r"актюбинск|ақтөбе"),
    ("karaganda", "Карагандинская область", r"карагандинск|қарағанды"),
    ("kostanay", "Костанайская область", r"костанайск|қостанай"),
    ("pavlodar", "Павлодарская область", r"павлодарск|павлодар облыс"),
    ("astana", "город Астана", r"\bастан[аеуы]\b|\bнур-султан|\bнұр-сұлтан"),
    ("shymkent", "город Шымкент", r"\bшымкент"),
)
NAMES = {code: name for code, name, _ in REGIONS}
REGION_WORD = r"(?:регион|област|өңір|облыс|аймақ|аймағ)"
COUNTED = re.compile(rf"^(?:-?[а-яәі]{{1,3}}\b)?\s?(?:целев\w+ |разн\w+ )?{REGION_WORD}")
EACH = re.compile(rf"(?:кажд\w+|всех|әр(?:бір)?|барлық)\s+{REGION_WORD}")
TAIL = re.compile(
    r"\s*[,(]?\s*(?:г\.|город|област[ьи])?\s*[^\s«»\"]+\s+(?:област[ьи]|облыс\w*)\s*\)?\s*$", re.I
)


def find_regions(text: str) -> list[str]:
    """The codes of the regions a text names, in the order it names them."""
    text = flat(text)
    places = {code: match.start() for code, _, pattern in REGIONS if (match := re.search(pattern, text))}
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
