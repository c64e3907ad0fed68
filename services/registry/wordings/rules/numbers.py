"""Numbers that two wordings of one line name: where they differ, one language promises otherwise."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from services.registry.reader.words.months import LONG
from services.registry.reader.words.numbers import find_numbers
from services.registry.reader.words.ordinals import ORDINALS
from services.registry.reader.words.wording import flat

DATE = re.compile(r"(?<![0-9])([0-9]{1,2})[./]([0-9]{1,2})[./]([0-9]{4})(?![0-9])")
HOUR = re.compile(r"(?<![0-9])([0-9]{1,2}):([0-9]{2})(?![0-9])")


@dataclass(frozen=True)
class Apart:
    """Numbers only the Russian words name, and those only the Kazakh ones do."""

    russian: tuple[str, ...]
    kazakh: tuple[str, ...]


def apart(russian: str, kazakh: str) -> Apart | None:
    """What differs; None where both name the same numbers, in whatever order, in figures or in words."""
    one, other = numbers(russian), numbers(kazakh)
    kazakh = f"{kazakh} ә"  # the letter marks «он» and «бес» as the numbers they are in Kazakh
    months = said(enumerate(LONG, 1), russian) ^ said(enumerate(LONG, 1), kazakh)  # in words on one side only
    left = tuple(number for number in (one - other).elements() if number not in in_words(kazakh, months))
    right = tuple(number for number in (other - one).elements() if number not in in_words(russian, months))
    return Apart(left, right) if left or right else None


def numbers(text: str) -> Counter[str]:
    """The numbers a text has in figures, whichever way they are written: «5,2 млн», «10:00», «15.05.2024»."""
    plain = HOUR.sub(r"\1.\2", DATE.sub(r"\1; \2; \3", flat(text)))
    return Counter(str(found.quantity) for found in find_numbers(plain, words=False))


def in_words(text: str, months: set[str]) -> set[str]:
    """The numbers a text says without figures: «төрт», «бірінші», «II», of the months it names these."""
    numerals = {str(found.quantity) for found in find_numbers(re.sub(r"[0-9]", " ", flat(text)))}
    return numerals | said(ORDINALS.items(), text) | (said(enumerate(LONG, 1), text) & months)


def said(words: Iterable[tuple[int, str]], text: str) -> set[str]:
    """The numbers whose words a text has."""
    plain = flat(text)
    return {str(number) for number, word in words if re.search(rf"(?<![^\W_])(?:{word})(?![^\W_0-9])", plain)}
