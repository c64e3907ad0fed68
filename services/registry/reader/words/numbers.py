"""Numbers in figures and in words, Russian and Kazakh."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

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
    20: "двадцать двадцати двадцатью",
    30: "тридцать тридцати тридцатью",
    40: "сорок сорока",
    50: "пятьдесят пятидесяти пятьюдесятью",
    60: "шестьдесят шестидесяти шестьюдесятью",
    70: "семьдесят семидесяти семьюдесятью",
    80: "восемьдесят восьмидесяти восемьюдесятью",
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
    (r"тысяч(?:[аиу]|ам|ами|ах)?|тыс\.?|мың", 1_000),
    (r"миллион(?:а|ов|у|ам|ах)?|млн\.?", 1_000_000),
    (r"миллиард(?:а|ов|у)?|млрд\.?", 1_000_000_000),
    (r"триллион(?:а|ов|у)?|трлн\.?", 1_000_000_000_000),
)

RUSSIAN_VALUES = {word: value for value, words in RUSSIAN.items() for word in words.split()}
KAZAKH_VALUES = {word: value for value, words in KAZAKH.items() for word in words.split()}
TENS = 10
AMBIGUOUS = ("елу", "тоқсан")  # "to stop" and "quarter" where no other numeral stands beside
OTHER_IN_CASE = ("он", "бір")  # "there" and "together" with a case's ending
RUSSIAN_TOO = ("он", "бес")  # "he" and "demon" in a Russian text
RUSSIAN_NUMERAL = "|".join(sorted((word for word, value in RUSSIAN_VALUES.items() if value), key=len)[::-1])
KAZAKH_NUMERAL = "|".join(sorted([*KAZAKH_VALUES, KAZAKH_HUNDRED], key=len)[::-1])
KAZAKH_CASE = r"(?:[нтд][ае]н|[ғқкг][ае]|[тд][ае]|[нтд]ың|[нтд]ің|[нтд][ыі])"

THOUSANDS_OF_HEADING = re.compile(
    r"(?<![^\W_])т\.?\s?(?:т(?![^\W_])|тг|тенге|теңге)|(?<![0-9])['’]?000\s?(?:тг|тенге|теңге|₸|kzt)"
)
SCALE = "|".join(pattern for pattern, _ in SCALES)
GROUPED = r"[0-9]{1,3}(?:[.,'’][0-9]{3})+(?![0-9])"
FIGURES = rf"(?:{GROUPED}|[0-9]{{1,3}}(?: [0-9]{{3}})+(?![0-9])|[0-9]+)(?:[.,][0-9]+)?"
ENDING = r"(?:-?(?:х|ти|ми|мя|го|му|ю|и)(?![^\W_]))?"
MAX_DIGITS = 15
NUMBER = re.compile(
    rf"(?<![^\W_])(?<![^\W_]-)(?<![0-9][.,])(?P<figures>{FIGURES})(?:{ENDING})"
    rf"(?:\s?(?P<scale>{SCALE}){KAZAKH_CASE}?(?![^\W_]))?"
    rf"|(?<![^\W_])(?P<russian>(?:(?:тысяча|миллион)\s)?"
    rf"(?:{RUSSIAN_NUMERAL})(?:\s(?:{RUSSIAN_NUMERAL}|{SCALE}))*)(?![^\W_])"
    rf"|(?<![^\W_])(?P<kazakh>(?:(?:мың|миллион)\s)?(?:{KAZAKH_NUMERAL})(?:\s(?:{KAZAKH_NUMERAL}|{SCALE}))*)"
    rf"(?P<case>{KAZAKH_CASE})?(?![^\W_])"
)
JOINED = re.compile(r"(?<=[0-9])-(?=[0-9])")
GOES_ON = re.compile(r"\s?(?:и |және )?")

Quantity = int | str


@dataclass(frozen=True)
class Number:
    """A number found in a flat text at `start`…`end`; `scaled` by a word (тыс., млн);
    `unsure` where its marks may be read as thousands or as a fraction."""

    value: Decimal
    start: int
    end: int
    scaled: int = 1
    unsure: bool = False

    @property
    def quantity(self) -> Quantity:
        """An int, or a string with the decimal where it is not whole."""
        return quantity(self.value)


def quantity(value: Decimal) -> Quantity:
    """A JSON-able number: int where whole, else the decimal as a string."""
    return int(value) if value == value.to_integral_value() else format(value.normalize(), "f")


def find_numbers(text: str, *, words: bool = True) -> list[Number]:
    """The numbers of a flat text in order: figures (with thousands, decimals, тыс./млн)
    and numerals, "12 млн 500 тыс." as one."""
    return list(_numbers_in(text, words))


@lru_cache(maxsize=256)  # every reading of a cell asks for them anew
def _numbers_in(text: str, words: bool) -> tuple[Number, ...]:
    kazakh = is_kazakh(text)
    text = JOINED.sub("–", text)  # a range is two numbers, not a hyphenated word
    found: list[Number] = []
    for match in NUMBER.finditer(text):
        number = _number(match, kazakh) if words or match["figures"] else None
        if number is None:
            continue
        if found and _continues(text, found[-1], number):
            number = replace(number, value=found[-1].value + number.value, start=found.pop().start)
        found.append(number)
    return tuple(found)


def _continues(text: str, before: Number, number: Number) -> bool:
    """Whether a number goes on from millions to thousands, from thousands to ones."""
    joined = GOES_ON.fullmatch(text[before.end : number.start])
    enough = number.scaled > 1 or number.value >= 100
    return bool(joined) and before.scaled > number.scaled and enough and number.value < before.scaled


def _number(match: re.Match[str], kazakh: bool) -> Number | None:
    """A number by its match; None where it is too long, or where its words spell none."""
    if match["figures"]:
        digits, unsure = _digits(match["figures"])
        scale = _scale(match["scale"])
        if len(digits) > MAX_DIGITS:
            return None
        return Number(Decimal(digits) * scale, match.start(), match.end(), scale, unsure)
    numeral = _is_numeral(match["kazakh"], kazakh) and not (
        match["case"] and match["kazakh"] in OTHER_IN_CASE
    )
    text = match["russian"] or (match["kazakh"] if numeral else "")
    value = spelt(text) if text else None
    return None if value is None else Number(Decimal(value), match.start(), match.end())


def _is_numeral(phrase: str, kazakh: bool) -> bool:
    """Whether a Kazakh numeral is one: some alone are other words, two only in Russian."""
    return phrase not in (AMBIGUOUS if kazakh else (*AMBIGUOUS, *RUSSIAN_TOO))


def _digits(figures: str) -> tuple[str, bool]:
    """The digits of a number with its decimal point, and whether its one mark before three digits
    may as well be a decimal one."""
    plain = figures.replace(" ", "")
    thousands = re.match(GROUPED, plain)
    if not thousands or plain.startswith("0"):
        return plain.replace(",", "."), " " in figures and bool(re.search(r"[.,][0-9]{3}$", plain))
    marks = re.sub(r"[0-9]", "", thousands[0])
    whole, fraction = re.sub(r"[^0-9]", "", thousands[0]), plain[thousands.end() :].replace(",", ".")
    unsure = (len(marks) == 1 and marks in ".," and not fraction) or len(set(marks)) > 1
    return whole + fraction, unsure


def spelt(text: str) -> int | None:
    """The number that numerals spell in their order ("двести тридцать", "жиырма бес", "екі жүз");
    None where they stand side by side without being one number ("пять шесть")."""
    total = part = 0
    room = 1000
    for place, word in enumerate(text.split()):
        if (scale := _scale(word)) > 1:
            if place and not part:
                return None
            total, part, room = total + max(part, 1) * scale, 0, 1000
        elif word == KAZAKH_HUNDRED and part < TENS:
            part, room = max(part, 1) * 100, 100
        else:
            value = RUSSIAN_VALUES.get(word, KAZAKH_VALUES.get(word, room))
            if value >= room:
                return None
            part, room = part + value, _room(word, value)
    return total + part


def _room(word: str, value: int) -> int:
    """What may still be added to a numeral: hundreds take tens, tens take ones, ones nothing."""
    if value >= 100:
        return 100
    return TENS if value >= 2 * TENS or word == "он" else 1


@lru_cache(maxsize=1000)
def _scale(word: str | None) -> int:
    return next((value for pattern, value in SCALES if word and re.fullmatch(pattern, word)), 1)


def scale_of(text: str) -> int:
    """What a heading's "тыс. тенге" multiplies its column by; 1 where it says nothing."""
    if THOUSANDS_OF_HEADING.search(text):
        return 1_000
    found = re.search(rf"(?<![^\W_])(?:в )?(?P<scale>тысячах|миллионах|{SCALE})(?![^\W_])", text)
    words = {"тысячах": 1_000, "миллионах": 1_000_000}
    return words.get(found["scale"]) or _scale(found["scale"]) if found else 1


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
