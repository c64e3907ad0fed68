"""Which of its kind: the second quarter, the first half-year, task the third, Russian and Kazakh."""

from __future__ import annotations

import re

ORDINALS = {
    1: r"[iі](?![^\W\d_])|1|перв\w+|бірінші",
    2: r"[iі]{2}(?![^\W\d_])|2|втор\w+|екінші",
    3: r"[iі]{3}(?![^\W\d_])|3|трет\w+|үшінші",
    4: r"[iі]v|4|четверт\w+|төртінші",
}
ORDINAL = rf"(?:{'|'.join(reversed(ORDINALS.values()))})"
ENDING = r"(?:\s?-?\s?(?:ое|ая|ую|ого|ый|ой|ий|го|ом|м|й|я|е|ші|шы|ыншы|інші))?"
ORDINAL_LIST = rf"{ORDINAL}{ENDING}(?:\s*(?:[-,]|и|по|до|және|мен)\s*{ORDINAL}{ENDING}){{0,3}}"
APART = re.compile(r"[,;/+&]|(?<![^\W_])(?:и|или|а также|және|немесе)(?![^\W_])")
IN_WORDS = (
    "первая бірінші",
    "вторая екінші",
    "третья үшінші",
    "четвертая четвёртая төртінші",
    "пятая бесінші",
)
WORD = "|".join(" ".join(IN_WORDS).split())


def ordinal(word: str) -> int:
    """The number of an ordinal of `ORDINAL`."""
    return next(number for number, pattern in ORDINALS.items() if re.fullmatch(pattern, word))


def ordinal_in_words(word: str) -> int:
    """The number of an ordinal of `WORD`, 0 for another word."""
    return next((at for at, words in enumerate(IN_WORDS, 1) if word.lower() in words.split()), 0)


def months_of_parts(text: str, length: int) -> tuple[int, int, bool]:
    """The first and last month of quarters or half-years "1, 3", "с 1 по 3", each of so many months, and
    whether they skip some between."""
    numbers = [ordinal(word) for word in re.findall(rf"(?<![^\W\d_]){ORDINAL}|(?<=q|h|н){ORDINAL}", text)]
    low, high = min(numbers), max(numbers)
    scattered = bool(APART.search(text)) and high - low >= len(set(numbers))
    last = min(high * length, 12)
    return min((low - 1) * length + 1, 12), last, scattered or high * length > 12
