"""How money, numbers, dates and periods read in Russian, Kazakh and English.

Every function takes the locale explicitly or asks Flask-Babel for the reader's;
outside a request it is Russian. `None` is never 0: it reads as a dash.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache, wraps
from types import MappingProxyType
from typing import TypeVar

from babel import Locale
from babel.dates import format_date as babel_date
from babel.numbers import format_decimal

from shared.clock import ZONE
from shared.language.words import Word

DEFAULT_LOCALE = "ru"
LOCALES = ("ru", "kk", "en")
NBSP = "\u00a0"
DASH = "—"
TENGE = "₸"
KEPT = "_flask_babel"  # the name under which Flask-Babel keeps what it found out for a request

Amount = Decimal | int | str
Day = date | datetime | str

_DAY_MONTH = f"d{NBSP}MMMM"
_YEAR_PATTERNS = {"ru": f"y{NBSP}'г.'", "kk": f"y{NBSP}'ж.'", "en": "y"}
_DAY_PATTERNS = {
    "ru": f"{_DAY_MONTH} {_YEAR_PATTERNS['ru']}",
    "kk": f"{_YEAR_PATTERNS['kk']} {_DAY_MONTH}",
    "en": f"{_DAY_MONTH} y",
}
_DAY_MONTH_PATTERNS = dict.fromkeys(LOCALES, _DAY_MONTH)
_SHORT_PATTERNS = {"ru": "dd.MM.y", "kk": "dd.MM.y", "en": f"d{NBSP}MMM{NBSP}y"}
_FROM_WORDS = {"ru": f"с{NBSP}{{}}", "kk": "{} бастап", "en": "from {}"}
_UNTIL_WORDS = {"ru": f"до{NBSP}{{}}", "kk": "{} дейін", "en": "until {}"}
_KAZAKH_FROM = "дан нан дан ден дан нан ден дан тен нан дан нан".split()
_KAZAKH_UNTIL = "ға ға ға ге ға ға ге ға ке ға ға ға".split()
_WORD_LANGUAGES = {"ru": "ru", "kk": "kz", "en": "en"}
_CURRENCY_WORDS = {"ru": ("тенге", "тиын"), "kk": ("теңге", "тиын"), "en": ("tenge", "tiyn")}
_MONTH = re.compile(r"(\d{4})-(\d{2})")
_REMEMBERED = 8192  # days and amounts that lists show again and again

Said = TypeVar("Said")
Table = Callable[[], Mapping[str, Said]]


def present_locale() -> Locale | None:
    """The locale of the request, None outside of one; imported late, because child processes that render
    documents start without Flask. Flask-Babel keeps it once it was asked, and is asked at every word of a
    page: it is read where it is kept, for its own door looks three times for the request first."""
    from flask.globals import g

    try:
        found: Locale | None = getattr(g.get(KEPT), "babel_locale", None)
    except RuntimeError:
        return None
    return found or asked_locale()


def asked_locale() -> Locale | None:
    """The locale of a request that nobody has asked for yet."""
    from flask_babel import get_locale

    found: Locale | None = get_locale()
    return found


def reader_locale() -> str:
    """The language of the request."""
    locale = present_locale()
    return locale.language if locale else DEFAULT_LOCALE


def current_locale(locale: str | None = None) -> str:
    """One of `LOCALES`: the given one, else the reader's, else Russian."""
    code = locale or reader_locale()
    return code[:2] if code[:2] in LOCALES else DEFAULT_LOCALE


def said(word: Word) -> str:
    """A word of the language as the reader says it."""
    from flask_babel import gettext, pgettext

    return gettext(word) if isinstance(word, str) else pgettext(*word)


def once_a_language(say: Table[Said]) -> Table[Said]:
    """Words of codes, said once a process in each language; who is given them cannot change them."""
    known: dict[str, Mapping[str, Said]] = {}

    @wraps(say)
    def said_before() -> Mapping[str, Said]:
        locale = present_locale()
        code = locale.language if locale else ""
        if code not in known:
            known[code] = MappingProxyType(say())
        return known[code]

    return said_before


def format_number(value: Amount | None, locale: str | None = None) -> str:
    """1234567 -> "1 234 567" with no-break spaces; the decimals a Decimal carries are kept, at most two."""
    if value is None:
        return DASH
    return _figure(_exact(value), "#,##0.##", current_locale(locale))


def format_money(value: Amount | None, locale: str | None = None) -> str:
    """29364470 -> "29 364 470 ₸"; tiyn appear only when there are any."""
    if value is None:
        return DASH
    tenge = _exact(value).quantize(Decimal("0.01"), ROUND_HALF_UP)
    pattern = "#,##0" if tenge == tenge.to_integral_value() else "#,##0.00"
    return _figure(tenge, pattern, current_locale(locale)) + NBSP + TENGE


def format_percent(value: Amount | None, locale: str | None = None) -> str:
    """Percent points, not a ratio: 82 -> "82 %"; Decimal("82.5") -> "82,5 %"; one decimal at most."""
    if value is None:
        return DASH
    code = current_locale(locale)
    return _figure(_exact(value), "#,##0.#", code) + (NBSP if code == "ru" else "") + "%"


def format_date(value: Day | None, locale: str | None = None) -> str:
    """ "11 апреля 2022 г.", "2022 ж. 11 сәуір", "11 April 2022"; moments are shown on Almaty's calendar."""
    return _by_pattern(value, _DAY_PATTERNS, locale)


def format_short_date(value: Day | None, locale: str | None = None) -> str:
    """ "11.04.2022" in Russian and Kazakh, "11 Apr 2022" in English; for columns of a table."""
    return _by_pattern(value, _SHORT_PATTERNS, locale)


def format_day_month(value: Day | None, locale: str | None = None) -> str:
    """ "11 апреля", where the year is plain from the place."""
    return _by_pattern(value, _DAY_MONTH_PATTERNS, locale)


def format_time(value: datetime | str | None) -> str:
    """A moment as the clock on the wall in Almaty: "14:32"."""
    return DASH if value is None else _moment(value).strftime("%H:%M")


def format_datetime(value: datetime | str | None, locale: str | None = None) -> str:
    """ "11 апреля 2022 г., 14:32"."""
    return DASH if value is None else f"{format_date(value, locale)}, {format_time(value)}"


def format_month(value: Day | None, locale: str | None = None) -> str:
    """ "апрель 2022 г.", "2022 ж. сәуір", "April 2022"; takes a day or "2022-04"."""
    if value is None:
        return DASH
    code = current_locale(locale)
    return _with_year(_month_name(_day(value), code), _day(value), code)


def format_period(start: Day | None, end: Day | None, locale: str | None = None) -> str:
    """Whole months read as months ("апрель – ноябрь 2022 г."),
    days as days ("11–13 апреля 2022 г."); an open end in words."""
    code = current_locale(locale)
    if start is None or end is None:
        return _open_period(start, end, code)
    first, last = _day(start), _day(end, closing=True)
    if first == last:
        return format_date(first, code)
    return _months(first, last, code) if _whole_months(first, last) else _days(first, last, code)


def amount_in_words(amount: Amount, locale: str | None = None) -> str:
    """29364470 -> "двадцать девять миллионов … тенге"; tiyn follow as digits.
    Raises ValueError on a negative amount."""
    from num2words import num2words  # sixty languages, and two are spoken, in papers about money

    code = current_locale(locale)
    exact = _exact(amount).quantize(Decimal("0.01"), ROUND_HALF_UP)
    if exact < 0:
        raise ValueError("an amount in words cannot be negative")
    tenge, tiyn = int(exact), int(exact % 1 * 100)
    major, minor = _CURRENCY_WORDS[code]
    words = num2words(tenge, lang=_WORD_LANGUAGES[code]).replace(",", "")
    return f"{words} {major}" + (f" {tiyn:02d} {minor}" if tiyn else "")


def _exact(value: Amount) -> Decimal:
    if isinstance(value, float):
        raise TypeError("a float has no exact value: pass Decimal, int or str")
    return Decimal(value)


@lru_cache(maxsize=_REMEMBERED)
def _figure(value: Decimal, pattern: str, code: str) -> str:
    figure = format_decimal(value, format=pattern, locale=code)
    return figure.replace("\u202f", NBSP).replace("-", "\u2212")


def _moment(value: datetime | str) -> datetime:
    moment = datetime.fromisoformat(value) if isinstance(value, str) else value
    return moment.astimezone(ZONE) if moment.tzinfo else moment


def _day(value: Day, closing: bool = False) -> date:
    if isinstance(value, str) and (month := _MONTH.fullmatch(value)):
        year, number = int(month[1]), int(month[2])
        return date(year, number, calendar.monthrange(year, number)[1] if closing else 1)
    if isinstance(value, str | datetime):
        return _moment(value).date()
    return value


@lru_cache(maxsize=_REMEMBERED)
def _pattern(day: date, pattern: str, code: str) -> str:
    return babel_date(day, pattern, locale=code)


def _by_pattern(value: Day | None, patterns: dict[str, str], locale: str | None) -> str:
    code = current_locale(locale)
    return DASH if value is None else _pattern(_day(value), patterns[code], code)


def _month_name(day: date, code: str) -> str:
    name = babel_date(day, "LLLL", locale=code)
    return name if code == "en" else name.lower()


def _with_year(text: str, day: date, code: str) -> str:
    year = _pattern(day, _YEAR_PATTERNS[code], code)
    return f"{year} {text}" if code == "kk" else f"{text} {year}"


def _whole_months(first: date, last: date) -> bool:
    return first.day == 1 and (last + timedelta(days=1)).day == 1


def _months(first: date, last: date, code: str) -> str:
    if first.year != last.year:
        return f"{format_month(first, code)} – {format_month(last, code)}"
    if first.month == last.month:
        return format_month(first, code)
    return _with_year(f"{_month_name(first, code)} – {_month_name(last, code)}", last, code)


def _days(first: date, last: date, code: str) -> str:
    if first.year != last.year:
        return f"{format_date(first, code)} – {format_date(last, code)}"
    if first.month == last.month:
        return _with_year(f"{first.day}–{format_day_month(last, code)}", last, code)
    return _with_year(f"{format_day_month(first, code)} – {format_day_month(last, code)}", last, code)


def _open_period(start: Day | None, end: Day | None, code: str) -> str:
    if start is not None:
        return _FROM_WORDS[code].format(_declined(_day(start), _KAZAKH_FROM, code))
    return (
        DASH
        if end is None
        else _UNTIL_WORDS[code].format(_declined(_day(end, closing=True), _KAZAKH_UNTIL, code))
    )


def _declined(day: date, kazakh_endings: list[str], code: str) -> str:
    return format_date(day, code) + (kazakh_endings[day.month - 1] if code == "kk" else "")


FILTERS: dict[str, Callable[..., str]] = {
    "money": format_money,
    "number": format_number,
    "percent": format_percent,
    "date": format_date,
    "short_date": format_short_date,
    "day_month": format_day_month,
    "month": format_month,
    "time": format_time,
    "datetime": format_datetime,
    "period": format_period,
    "in_words": amount_in_words,
}
