"""A total divided: "50 женщин и 50 мужчин", "не менее 60% женщин", "Костанай – 1, Павлодар – 2"."""

from __future__ import annotations

import re

from services.registry.reader.words.beside import changes_total
from services.registry.reader.words.comparators import ANY, comparator_in
from services.registry.reader.words.conditions import (
    CMP,
    PART_OF,
    SIGN_OF_PERCENT,
    Condition,
    part_condition,
    part_of,
)
from services.registry.reader.words.numbers import FIGURES, Quantity, find_numbers
from services.registry.reader.words.periods import read_period
from services.registry.reader.words.places import regions_of_name
from shared.language import clauses

# «30 юношей и девушек» is one piece, «30 юношей и 20 девушек» are two
APART = re.compile(
    rf"\s*;\s*|\s*(?:(?<![0-9]),|,(?![0-9]))\s*|\s(?:и|және|мен|пен|бен)\s(?=(?:(?:{ANY})\s+)?[0-9])"
)
SIGN = rf"(?P<sign>\s?{SIGN_OF_PERCENT})?"
PIECES = (
    re.compile(rf"{CMP}(?P<n>{FIGURES}){SIGN}(?P<of>(?!\s*[xх×*/+=])[^\d%+=×*/]+)"),
    re.compile(rf"(?P<of>[^\d%+=×*/]+?)\s*[-:]\s*{CMP}(?P<n>{FIGURES}){SIGN}(?:\s[^\W\d_]+\.?)?"),
)
PLAIN = (None, clauses.AT_LEAST, clauses.AT_MOST, clauses.EXACTLY)  # «около 60 женщин» is asked about
# «60 – план, 40 – резерв»: one of the two is promised
OTHER = re.compile(r"(?<![^\W_])(?:план(?![^\W_])|факт\w*|резерв\w*|запас\w*|жоспар(?![^\W_])|нақты|қосымша)")
Place = tuple[str, int]  # a region's code or a month "YYYY-MM"
# sorts of people whom no figure tells apart, beside those it does
SORT = re.compile(
    rf"{'|'.join(sort.named for sort in clauses.ALL_SORTS)}"
    r"|мужчин|юнош|девуш|дет(?:и|ей)(?![^\W_])|пенсионер|ер(?:лер| адам)|бала(?:лар)?(?![^\W_])|зейнет"
)


def named_parts(text: str) -> list[Condition]:
    """The parts behind «из них», «в том числе» in a flat text, each with its number and its sort;
    none where it says anything else."""
    one, match = part_condition(text), PART_OF.search(text)
    return [one] if one else (_pieces(match["rest"]) if match else [])


def parts_of(text: str, total: Quantity | None) -> list[Condition]:
    """The parts that a flat bracket divides a total into: they add up to it, or are of known sorts;
    none where it says anything else."""
    parts = _pieces(text)
    known = all(SORT.search(part.noun) for part in parts)
    if any(part.unit for part in parts):
        return parts if known and all(part.unit for part in parts) and _sum(parts) <= 100 else []
    if not parts or not isinstance(total, int):
        return []
    return parts if (len(parts) > 1 and _sum(parts) == total) or (known and _sum(parts) <= total) else []


def places_of(text: str, total: Quantity | None, year: int | None = None) -> list[Place]:
    """The regions, or the months, that a flat bracket divides a total among, each with its number: they add
    up to it; `year` is the project's only one."""
    parts = _pieces(text)
    for named in (_region, lambda noun: _month(noun, year)):
        found = [(named(part.noun), part.value) for part in parts]
        places = [(name, value) for name, value in found if name and isinstance(value, int)]
        apart = len({name for name, _value in places}) == len(parts) > 1
        if apart and sum(value for _name, value in places) == total:
            return places
    return []


def _pieces(text: str) -> list[Condition]:
    """The pieces of an enumeration; none where one of them is not a number with its sort."""
    found = [_piece(piece) for piece in APART.split(text.strip(" .,;")) if piece.strip()]
    return [piece for piece in found if piece] if all(found) else []


def _piece(text: str) -> Condition | None:
    """A number with what it counts; None where a word changes either of them."""
    match = next((found for form in PIECES if (found := form.fullmatch(text.strip()))), None)
    numbers = find_numbers(match["n"]) if match else []
    if match is None or len(numbers) != 1 or numbers[0].unsure:
        return None
    compared = comparator_in(match["cmp"] or "")
    if (
        OTHER.search(match["of"])
        or compared not in PLAIN
        or changes_total(match["of"])
        or comparator_in(match["of"])
    ):
        return None
    unit = clauses.PERCENT if match["sign"] else ""
    return part_of(text, match["of"], numbers[0].quantity, unit)


def _region(noun: str) -> str:
    """The one region that a place is, or whose chief city it is; "" where it is none."""
    found = regions_of_name(noun) or regions_of_name(f"г. {noun}")
    return found[0] if len(found) == 1 else ""


def _month(noun: str, year: int | None) -> str:
    """The one month that a noun names («в апреле»), "" where it names none or anything else."""
    period = read_period(noun, year)
    whole = period is not None and period.start == period.end and (period.sure or period.all_but_year)
    return period.start if period and whole else ""


def _sum(parts: list[Condition]) -> int:
    return sum(int(part.value) if isinstance(part.value, int) else 0 for part in parts)
