"""Sums of money: figures against words, and the money a text mentions."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from services.registry.reader.words.numbers import Quantity, find_numbers, number_in_words, quantity
from services.registry.reader.words.wording import flat, tidy

CURRENCY = r"(?:тенге|теңге|тг|₸|kzt)"
WORDS_IN_BRACKETS = re.compile(r"\(([^()]*[^\W\d_][^()]*)\)")
MONEY = re.compile(rf"[0-9][0-9 .,]*(?:\s?(?:тыс|млн|млрд|мың|миллион|тысяч)[^\W\d_]*\.?)?\s?{CURRENCY}")
BELOW_ZERO = re.compile(r"минус|(?<!\S)[-−]\s?[0-9]")
TIYN = re.compile(r"([0-9]{1,2})\s?тиын")


@dataclass(frozen=True)
class Amount:
    """Tenge: `value` whole (or a decimal string with tiyn),
    the words as written and the number they spell."""

    value: Quantity
    in_words: str
    spelt: int | None

    @property
    def agrees(self) -> bool:
        """Whether the words spell the whole tenge of the figures."""
        return self.spelt is not None and self.spelt == int(str(self.value).partition(".")[0])


def read_amount(text: str) -> Amount | None:
    """A sum like "29 364 470 (двадцать девять миллионов …) тенге"; None where it has no figures."""
    numbers = find_numbers(WORDS_IN_BRACKETS.sub(" ", flat(text)), words=False)
    if not numbers:
        return None
    value = numbers[0].value
    tiyn = TIYN.search(flat(text))
    if tiyn and value == value.to_integral_value():
        value += Decimal(tiyn[1]) / 100
    words = _words(text)
    return Amount(quantity(value), words, number_in_words(words))


def _words(text: str) -> str:
    """The sum in words: in brackets, else what follows the figures up to the currency."""
    bracketed = WORDS_IN_BRACKETS.search(tidy(text))
    if bracketed:
        return re.split(rf"\s+{CURRENCY}", bracketed[1].strip(), flags=re.I)[0]
    loose = re.search(rf"[0-9][,.:]?\s+([^\W\d_][^\d()]*?)\s*(?:{CURRENCY}|$)", tidy(text), re.I)
    return loose[1].strip() if loose else ""


def read_cost(text: str) -> Quantity | None:
    """The one sum of a cost cell; None where it has none, several, or one below zero."""
    numbers = [] if BELOW_ZERO.search(flat(text)) else find_numbers(flat(text), words=False)
    return numbers[0].quantity if len(numbers) == 1 else None


def mentioned_money(text: str) -> list[str]:
    """The sums with a currency that a text names, as flat text."""
    return [match[0].strip() for match in MONEY.finditer(flat(text))]
