"""Numbers that two wordings of one line name: where they differ, one language promises otherwise."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

NUMBER = re.compile(r"\d+(?:[\s\u00a0]\d{3})*(?:[.,]\d+)?")


@dataclass(frozen=True)
class Apart:
    """Numbers only the Russian words name, and those only the Kazakh ones do, as they are written."""

    russian: tuple[str, ...]
    kazakh: tuple[str, ...]


def apart(russian: str, kazakh: str) -> Apart | None:
    """What differs; None where both name the same numbers, in whatever order."""
    one, other = numbers(russian), numbers(kazakh)
    if one == other:
        return None
    return Apart(tuple((one - other).elements()), tuple((other - one).elements()))


def numbers(text: str) -> Counter[str]:
    """The numbers of a text, a thousand written with or without its space."""
    return Counter(re.sub(r"\s", "", found).replace(",", ".") for found in NUMBER.findall(text))
