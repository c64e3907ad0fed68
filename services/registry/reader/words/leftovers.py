"""What no reading claimed of a text: the pieces that could change what was read."""

from __future__ import annotations

import re

from services.registry.reader.words.months import MONTH_NAME
from services.registry.reader.words.numbers import AMBIGUOUS, KAZAKH_NUMERAL, RUSSIAN_NUMERAL, SCALE
from services.registry.reader.words.wording import is_kazakh

FRACTION = (
    r"половин\w+|полтор\w+|трет(?:ь\w?|и|ей|ям|ями)|четверт[ьи]\b|десят(?:ок|к\w+)|дюжин\w*|сот(?:н\w+|ен\b)|"
    r"[^\W\d_]+ая часть|тыщ\w*|тыш\b|лям\w*|лимон\w*|косар\w*|пар[аы]?|жұп\w*|"
    r"жарты\w*|жарым|ширек\w*|бөлігі\w*|ондаған|жүздеген"
)
# any sign that is not of plain writing, and figures that are no digits of a number (½, ①)
SIGNS = r"[^\w\s.,;:!()\[\]{}<>|@#&/\\'’‘`«»„“”\"₸•·▪…\u200b-]|[<>¼-¾⅐-⅞①-⓿❶-➓ªº]"
# a sign that joins nothing: «120#», «/120»
STRAY = r"(?<![^\W_])[#@\\|](?![^\W_])|^\s*[&/](?![^\W_])|(?<![^\W_])[&/]\s*$"
OTHER_MONEY = r"usd|eur|rub|долл\w*|евро|руб\w*"
PIECES = (
    r"[0-9](?:[0-9.,:/ ]*[0-9])?",
    SIGNS,
    STRAY,
    rf"(?<![^\W_])(?:{MONTH_NAME}|{RUSSIAN_NUMERAL}|{SCALE}|{FRACTION}|{OTHER_MONEY})(?![^\W_])",
)
RUSSIAN_PIECE = re.compile("|".join(PIECES))
KAZAKH_PIECE = re.compile("|".join([*PIECES, rf"(?<![^\W_])(?:{KAZAKH_NUMERAL})(?![^\W_])"]))


def leftovers(text: str, *claimed: tuple[int, int]) -> list[str]:
    """The digits, marks, months and numerals of a flat text outside the claimed spans."""
    piece = KAZAKH_PIECE if is_kazakh(text) else RUSSIAN_PIECE
    found = map(str.strip, piece.findall(without(text, *claimed)))
    return [one for one in found if one not in AMBIGUOUS]


def without(text: str, *claimed: tuple[int, int]) -> str:
    """The text with the claimed spans blank, every other piece at its place."""
    for start, end in claimed:
        text = f"{text[:start]}{' ' * (end - start)}{text[end:]}"
    return text


def without_all(pattern: str | re.Pattern[str], text: str) -> str:
    """The text with everything a pattern finds blank, every other piece at its place."""
    return re.sub(pattern, lambda found: " " * len(found[0]), text)
