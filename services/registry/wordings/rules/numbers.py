"""Numbers that two wordings of one line name: where they differ, one language promises otherwise."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from services.registry.reader.words.months import LONG
from services.registry.reader.words.numbers import find_numbers
from services.registry.reader.words.periods import ORDINALS
from services.registry.reader.words.wording import flat

DATE = re.compile(r"(?<![0-9])([0-9]{1,2})[./]([0-9]{1,2})[./]([0-9]{4})(?![0-9])")
HOUR = re.compile(r"(?<![0-9])([0-9]{1,2}):([0-9]{2})(?![0-9])")
# what either language may say without figures: «бірінші», «II», «мамыр»
IN_WORDS = [*ORDINALS.items(), *enumerate(LONG, 1)]


@dataclass(frozen=True)
class Apart:
    """Numbers only the Russian words name, and those only the Kazakh ones do."""

    russian: tuple[str, ...]
    kazakh: tuple[str, ...]


def apart(russian: str, kazakh: str) -> Apart | None:
    """What differs; None where both name the same numbers, in whatever order, in figures or in words."""
    one, other = numbers(russian), numbers(kazakh)
    kazakh = f"{kazakh} ә"  # the letter marks «он» and «бес» as the numbers they are in Kazakh
    left = tuple(number for number in (one - other).elements() if number not in in_words(kazakh))
    right = tuple(number for number in (other - one).elements() if number not in in_words(russian))
    return Apart(left, right) if left or right else None


def numbers(text: str) -> Counter[str]:
    """The numbers a text has in figures, whichever way they are written: «5,2 млн», «10:00», «15.05.2024»."""
    plain = HOUR.sub(r"\1.\2", DATE.sub(r"\1; \2; \3", flat(text)))
    return Counter(str(found.quantity) for found in find_numbers(plain, words=False))


def in_words(text: str) -> set[str]:
    """The numbers a text says without figures, the months it names among them."""
    plain = flat(text)
    numerals = {str(found.quantity) for found in find_numbers(re.sub(r"[0-9]", " ", plain))}
    return numerals | {
        str(number) for number, said in IN_WORDS if re.search(rf"(?<![^\W_])(?:{said})(?![^\W_0-9])", plain)
    }
