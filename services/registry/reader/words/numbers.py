"""Numbers in figures and in words, Russian and Kazakh."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from services.registry.reader.words.wording import flat, is_kazakh

RUSSIAN = {
    0: "ноль нуля",
    1: "один одна одно одного одной одному одним одном одну",
    2: "два две двух двум двумя",
    3: "три трех трем тремя",
    4: "четыре четырех четырем четырьмя",
    5: "пять пяти пятью",
    6: "шесть шести шестью",
    7: "семь семи семью",
    8: "восемь восьми восемью",
    9: "девять девяти девятью",
    10: "десять десяти десятью",
    11: "одиннадцать одиннадцати",
    12: "двенадцать двенадцати",
    13: "тринадцать тринадцати",
    14: "четырнадцать четырнадцати",
    15: "пятнадцать пятнадцати",
    16: "шестнадцать шестнадцати",
    17: "семнадцать семнадцати",
    18: "восемнадцать восемнадцати",
    19: "девятнадцать девятнадцати",
    20: "двадцать двадцати",
    30: "тридцать тридцати",
    40: "сорок сорока",
    50: "пятьдесят пятидесяти",
    60: "шестьдесят шестидесяти",
    70: "семьдесят семидесяти",
    80: "восемьдесят восьмидесяти",
    90: "девяносто девяноста",
    100: "сто ста",
    200: "двести двухсот",
    300: "триста трехсот",
    400: "четыреста четырехсот",
    500: "пятьсот пятисот",
    600: "шестьсот шестисот",
    700: "семьсот семисот",
    800: "восемьсот восьмисот",
    900: "девятьсот девятисот",
}
KAZAKH = {
    0: "нөл",
    1: "бір",
    2: "екі",
    3: "үш",
    4: "төрт",
    5: "бес",
    6: "алты",
    7: "жеті",
    8: "сегіз",
    9: "тоғыз",
    10: "он",
    20: "жиырма",
    30: "отыз",
    40: "қырық",
    50: "елу",
    60: "алпыс",
    70: "жетпіс",
    80: "сексен",
    90: "тоқсан",
}
KAZAKH_HUNDRED = "жүз"
SCALES = (
    (r"тысяч[аиу]?|тысячам|тыс\.?|мың", 1_000),
    (r"миллион(?:а|ов|у)?|млн\.?", 1_000_000),
    (r"миллиард(?:а|ов|у)?|млрд\.?", 1_000_000_000),
    (r"триллион(?:а|ов|у)?|трлн\.?", 1_000_000_000_000),
)

RUSSIAN_VALUES = {word: value for value, words in RUSSIAN.items() for word in words.split()}
KAZAKH_VALUES = {word: value for value, words in KAZAKH.items() for word in words.split()}
RUSSIAN_SMALL = [word for word, value in RUSSIAN_VALUES.items() if 1 <= value <= 20]
KAZAKH_SMALL = [word for word, value in KAZAKH_VALUES.items() if 1 <= value <= 20]

SCALE = "|".join(pattern for pattern, _ in SCALES)
FIGURES = r"(?:[0-9]{1,3}(?: [0-9]{3})+(?![0-9])|[0-9]+)(?:[.,][0-9]+)?"
ENDING = r"(?:-?(?:х|ти|ми|мя|го|му|ю|и)(?![^\W_]))?"
MAX_DIGITS = 15
NUMBER = re.compile(
    rf"(?<![^\W_])(?<![^\W_]-)(?<![0-9][.,])(?P<figures>{FIGURES})(?:{ENDING})"
    rf"(?:\s?(?P<scale>{SCALE})(?![^\W_]))?"
    rf"|(?<![^\W_])(?:(?P<russian>{'|'.join(RUSSIAN_SMALL)})|"
    rf"(?P<kazakh>(?:он |жиырма )?(?:{'|'.join(KAZAKH_SMALL)})))(?![^\W_])"
)
JOINED = re.compile(r"(?<=[0-9])-(?=[0-9])")

Quantity = int | str


@dataclass(frozen=True)
class Number:
    """A number found in a flat text at `start`…`end`."""

    value: Decimal
    start: int
    end: int

    @property
    def quantity(self) -> Quantity:
        """An int, or a string with the decimal where it is not whole."""
        return quantity(self.value)


def quantity(value: Decimal) -> Quantity:
    """A JSON-able number: int where whole, else the decimal as a string."""
    return int(value) if value == value.to_integral_value() else format(value.normalize(), "f")


def find_numbers(text: str, *, words: bool = True) -> list[Number]:
    """The numbers of a flat text in order: figures (with spaces, decimals,
    тыс./млн) and words one to twenty."""
    kazakh = is_kazakh(text)
    text = JOINED.sub("–", text)  # a range is two numbers, not a hyphenated word
    found = []
    for match in NUMBER.finditer(text):
        value = _value(match, kazakh) if words or match["figures"] else None
        if value is not None:
            found.append(Number(value, match.start(), match.end()))
    return found


def is_numeral(word: str) -> bool:
    """Whether a word is a part of a number in words that find_numbers does not read alone:
    "тридцати", "двухсот", "жүз"."""
    value = RUSSIAN_VALUES.get(word, 0)
    return (
        value > 20
        or word == KAZAKH_HUNDRED
        or KAZAKH_VALUES.get(word, 0) > 20
        and word not in ("елу", "тоқсан")
    )


def _value(match: re.Match[str], kazakh: bool) -> Decimal | None:
    if match["figures"]:
        digits = match["figures"].replace(" ", "").replace(",", ".")
        if len(digits) > MAX_DIGITS:
            return None
        return Decimal(digits) * _scale(match["scale"])
    if match["russian"]:
        return Decimal(RUSSIAN_VALUES[match["russian"]])
    if kazakh:
        total = sum(KAZAKH_VALUES[word] for word in match["kazakh"].split())
        return Decimal(total)
    return None


def _scale(word: str | None) -> int:
    return next((value for pattern, value in SCALES if word and re.fullmatch(pattern, word)), 1)


def number_in_words(text: str) -> int | None:
    """The whole number a phrase spells in Russian or Kazakh, any case;
    None where a word is not a numeral's."""
    total = part = 0
    words = re.findall(r"[^\W\d_]+\.?", flat(text))
    for word in words:
        if (scale := _scale(word)) > 1:
            total, part = total + max(part, 1) * scale, 0
        elif word == KAZAKH_HUNDRED:
            part = max(part, 1) * 100
        elif (value := RUSSIAN_VALUES.get(word, KAZAKH_VALUES.get(word))) is not None:
            part += value
        else:
            return None
    return total + part if words else None
