"""The words of the programme report in one language, and how its figures, sums and days are written."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

from services.reports.documents.snapshot import Number
from shared.i18n import (
    DASH,
    NBSP,
    current_locale,
    format_date,
    format_datetime,
    format_money,
    format_month,
    format_number,
    format_percent,
    format_period,
    format_short_date,
)

FOLDER = Path(__file__).resolve().parent
Labels: TypeAlias = Mapping[str, Any]  # a table of labels.toml: texts, and tables of texts by code


@cache
def all_labels() -> Mapping[str, Labels]:
    """The labels by language."""
    return tomllib.loads((FOLDER / "labels.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Words:
    """The labels of a language; what is not known is written as a dash."""

    locale: str
    labels: Labels

    @classmethod
    def of(cls, locale: str) -> Words:
        """The words of a language; of one we do not have, the Russian ones."""
        known = current_locale(locale)
        return cls(known, all_labels()[known])

    def as_public(self) -> Words:
        """The same words with what the public version calls otherwise."""
        return Words(self.locale, {**self.labels, **self.labels["public"]})

    def __getitem__(self, key: str) -> str:
        return str(self.labels[key])

    def say(self, key: str, **values: object) -> str:
        """A label with its values."""
        return self[key].format(**values)

    def word(self, table: str, code: str) -> str:
        """The word for a code; KeyError where the table has none."""
        return str(self.labels[table][code])

    def word_or(self, table: str, code: str | None, otherwise: str = "") -> str:
        """The word for a code, else this."""
        return str(self.labels[table].get(code, otherwise))

    def number(self, value: Number) -> str:
        """A number."""
        return format_number(value, self.locale)

    def signed(self, value: Number) -> str:
        """A number with its sign, plus too."""
        text = self.number(value)
        return f"+{text}" if value is not None and value > 0 else text

    def percent(self, value: Number) -> str:
        """Per cent points."""
        return format_percent(value, self.locale)

    def money(self, amount: Decimal) -> str:
        """A sum with its currency."""
        return format_money(amount, self.locale)

    def tenge(self, amount: Decimal | None) -> str:
        """A sum in a column of tenge, without the currency."""
        return DASH if amount is None else self.money(amount).removesuffix("₸").rstrip(NBSP)

    def day(self, day: date | None) -> str:
        """A day in words."""
        return format_date(day, self.locale)

    def short_day(self, day: date | None) -> str:
        """A day for a column."""
        return format_short_date(day, self.locale)

    def moment(self, moment: datetime) -> str:
        """A day and its time."""
        return format_datetime(moment, self.locale)

    def month(self, month: str) -> str:
        """A month, "2022-04"."""
        return format_month(month, self.locale)

    def days(self, first: date | None, last: date | None) -> str:
        """From a day to a day."""
        return format_period(first, last, self.locale)
