"""Sums of money: figures against words, and the money a text mentions."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from services.registry.reader.words.comparators import ANY
from services.registry.reader.words.leftovers import leftovers, without, without_all
from services.registry.reader.words.months import MONTH_NAME
from services.registry.reader.words.notes import Said, say
from services.registry.reader.words.numbers import (
    SCALE,
    Number,
    Quantity,
    find_numbers,
    number_in_words,
    quantity,
    scale_of,
)
from services.registry.reader.words.wording import flat, tidy

CURRENCY = r"(?:тенге|теңге|тг|₸|kzt)"
IN_TENGE = re.compile(rf"(?<![^\W\d_]){CURRENCY}(?![^\W_])")
THOUSANDS = re.compile(r"[0-9]{1,3}[.,'’][0-9]{3}")
WORDS_IN_BRACKETS = re.compile(r"\(([^()]*[^\W\d_][^()]*)\)")
MONEY = re.compile(rf"[0-9][0-9 .,]*(?:\s?(?:тыс|млн|млрд|мың|миллион|тысяч)[^\W\d_]*\.?)?\s?{CURRENCY}")
LIMIT = re.compile(rf"(?<![^\W_])(?:до|от|дейін|{ANY})(?![^\W_])")
LEAST = 1_000  # tenge: a smaller sum is in thousands, or in millions, or none
BELOW_ZERO = re.compile(r"минус|(?<!\S)[-−][0-9]|^\s*[-−]\s?[0-9]")  # «Стоимость - 424 000» has a dash
DAY_AND_MONTH = r"(?:0?[1-9]|[12][0-9]|3[01])[.,](?:0[1-9]|1[0-2])"
LIKE_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
LIKE_DATE = re.compile(DAY_AND_MONTH)
MEANT_AS_SUM = rf"[0-9]|[.,][0-9]|\s?{CURRENCY}|\s?(?:тыс|млн|мың)"
DATE = re.compile(
    rf"[0-9]{{1,2}}\s(?:{MONTH_NAME})(?![^\W_])"
    r"|[0-9]{1,2}[./][0-9]{1,2}[./](?:[0-9]{4}|[0-9]{2})(?![0-9])"
    rf"|(?<![0-9.,]){DAY_AND_MONTH}(?!{MEANT_AS_SUM})"
)
NO_WORDS = re.compile(rf"^(?:(?:{SCALE}|{CURRENCY})(?![^\W_])\.?\s*)+", re.I)
THOUSANDS_SHORT = re.compile(r"(?<=[0-9])\s?т\.?\s?(?:т(?![^\W_])\.?|(?=тг|тенге|теңге))")
COST_WORDS = frozenset(
    "тенге теңге тг kzt тиын итого всего сумма общая стоимость без ндс "
    "том числе бюджет мероприятия составляет барлығы жалпы жиыны сомасы құны ққс".split()
)
CHANNEL = re.compile(r"канал|арна")
WORD = re.compile(r"(?<![^\W_])[^\W\d_]{2,}(?![^\W_])|(?<=[0-9])\s?[оo]{2,}(?![^\W_])|/\s?[^\W\d_]+")
ALONE = re.compile(r"(?<=[0-9])\s?(?![сви](?![^\W_]))[^\W\d_](?![^\W_])|(?<![^\W_])[^\W\d_]\s?(?=[0-9])")
IN_BRACKETS = re.compile(r"\(\s*[0-9][^()]*[0-9]\s*\)")  # how accountants write what is below zero
TIYN = re.compile(r"([0-9]{1,2})\s?тиын")


@dataclass(frozen=True)
class Amount:
    """Tenge: `value` whole (or a decimal string with tiyn),
    the words as written and the number they spell."""

    value: Quantity
    in_words: str
    spelt: int | None
    doubts: tuple[Said, ...] = ()

    @property
    def agrees(self) -> bool:
        """Whether the words spell the whole tenge of the figures."""
        return self.spelt is not None and self.spelt == int(str(self.value).partition(".")[0])


def read_amount(text: str, heading: str = "") -> Amount | None:
    """A sum like "29 364 470 (двадцать девять миллионов …) тенге"; None where it has no figures.
    The heading may say that it is in thousands."""
    text = THOUSANDS_SHORT.sub(" тыс. ", tidy(text))
    plain = tidy(WORDS_IN_BRACKETS.sub(" ", flat(text)))  # «2 (два) миллиона» is two million
    numbers = find_numbers(without_all(TIYN, without_all(DATE, plain)), words=False)
    if not numbers:
        return None
    number, words, scale = numbers[0], _words(text), scale_of(flat(heading))
    scale = scale if number.scaled == 1 else 1
    tiyn = TIYN.search(plain)
    value = number.value * scale + (Decimal(tiyn[1]) / 100 if tiyn and not number.value % 1 else 0)
    money = scale == 1 and bool(IN_TENGE.search(f"{plain} {flat(heading)}"))
    doubts = _doubts(without_all(TIYN, plain), number, words, money) + _scaled(scale, heading)
    return Amount(quantity(value), words, _spelt(words, number), tuple(doubts))


def _spelt(words: str, number: Number) -> int | None:
    """The tenge that words spell; «2 (два) миллиона» says only how many millions."""
    spelt = number_in_words(words)
    return spelt * number.scaled if spelt and spelt * number.scaled == number.value else spelt


def _scaled(scale: int, heading: str) -> list[Said]:
    return [say("scale_of_heading", phrase=heading)] if scale > 1 else []


def _doubts(text: str, number: Number, words: str, money: bool) -> list[Said]:
    """Why a sum may be another one: its marks (where `money` is said no tenge has thousandths), and what
    nobody claimed beside it."""
    doubts = _doubts_of_marks(text[number.start : number.end].strip(), number, money)
    doubts += [say("like_year")] if LIKE_YEAR.fullmatch(text.strip()) else []
    spelt = flat(words) if number_in_words(words) is not None else ""
    rest = without(text, (number.start, number.end))
    left = leftovers(rest.replace(spelt, " ") if spelt else rest)
    left += [found[0].strip() for found in LIMIT.finditer(rest)]
    left += [found[0].strip() for form in (ALONE, IN_BRACKETS) for found in form.finditer(text)]
    return doubts + ([say("rest_unread", phrase=", ".join(left))] if left else [])


def _doubts_of_marks(written: str, number: Number, money: bool) -> list[Said]:
    """Why a sum as it is written may be a fraction, or a day."""
    sure = number.scaled == 1 and money and THOUSANDS.fullmatch(written)
    doubts = [say("thousands_by_mark", phrase=written)] if number.unsure and not sure else []
    return doubts + ([say("like_date", phrase=written)] if LIKE_DATE.fullmatch(written) else [])


def _words(text: str) -> str:
    """The sum in words: in brackets, else what follows the figures up to the currency."""
    bracketed = WORDS_IN_BRACKETS.search(tidy(text))
    if bracketed:
        return re.split(rf"\s+{CURRENCY}", bracketed[1].strip(), flags=re.I)[0]
    loose = re.search(rf"[0-9][,.:]?\s*([^\W\d_][^\d()]*?)\s*(?:{CURRENCY}|$)", tidy(text), re.I)
    return NO_WORDS.sub("", loose[1]).strip() if loose else ""


@lru_cache(maxsize=1000)
def read_cost(text: str, heading: str = "") -> Amount | None:
    """The one sum of a cost cell; None where it has none, several, or one below zero."""
    text = THOUSANDS_SHORT.sub(" тыс. ", tidy(text))
    plain = tidy(WORDS_IN_BRACKETS.sub(" ", flat(text)))
    numbers = find_numbers(without_all(TIYN, without_all(DATE, plain)), words=False)
    if BELOW_ZERO.search(flat(text)) or len(numbers) != 1:
        return None
    amount = read_amount(text, heading)
    return amount and replace(amount, doubts=(*amount.doubts, *_doubts_of_cost(amount, text, heading)))


def _doubts_of_cost(amount: Amount, text: str, heading: str) -> list[Said]:
    """Why a cost may be another one: its words, its brackets, its size."""
    doubts = [say("amount_differs")] if amount.spelt is not None and not amount.agrees else []
    if left := _left_of_cost(amount, flat(text), heading):
        doubts.append(say("rest_unread", phrase=", ".join(left)))
    return doubts + ([say("small_sum", money=amount.value)] if _is_small(amount.value) else [])


def _left_of_cost(amount: Amount, text: str, heading: str) -> list[str]:
    """What nobody read of a flat cost cell and no doubt says yet; a column of channels may say anything."""
    bracket = WORDS_IN_BRACKETS.search(text)
    left = leftovers(bracket[1]) if bracket and amount.spelt is None else []
    said = " ".join(str(doubt.get("phrase", "")) for doubt in amount.doubts)
    strange = [] if CHANNEL.search(flat(heading)) else _strange_words(text, amount)
    return left + [word for word in strange if word not in said]


def _strange_words(text: str, amount: Amount) -> list[str]:
    """The words beside a sum that may make another sum of it: «до», «в месяц», «собственный вклад»."""
    spelt = flat(amount.in_words) if amount.spelt is not None else ""
    rest = without_all(rf"(?<![^\W_])(?:{SCALE})(?![^\W_])", text.replace(spelt, " ") if spelt else text)
    return [found.strip() for found in WORD.findall(rest) if found.strip() not in COST_WORDS]


def _is_small(value: Quantity) -> bool:
    """Whether a sum is less than anything costs, or has parts smaller than a tiyn: thousands may be meant."""
    parts = str(value).partition(".")[2]
    return 0 < Decimal(str(value)) < LEAST or len(parts) > 2


def mentioned_money(text: str) -> list[str]:
    """The sums with a currency that a text names, as flat text."""
    return [match[0].strip() for match in MONEY.finditer(flat(text))]
