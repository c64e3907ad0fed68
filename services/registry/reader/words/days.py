"""The days of a period: which days of the week they are, how many, in which order."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date

WEEKDAYS = (
    r"понедельник\w{0,2}|пн|пон|дүйсенбі|дс",
    r"вторник\w{0,2}|вт|сейсенбі|сс",
    r"сред[ауеы]|ср|сәрсенбі",
    r"четверг\w{0,2}|чт|чет|бейсенбі|бс",
    r"пятниц[ауеы]|пт|пят|жұма|жм",
    r"суббот[ауеы]|сб|суб|сенбі|сн",
    r"воскресень[еяю]|вс|воскр|жексенбі|жк",
)
WEEKDAY = re.compile(
    rf"(?<![^\W_])(?:{'|'.join(f'(?P<d{at}>{words})' for at, words in enumerate(WEEKDAYS))})(?![^\W_])"
)
LENGTH = re.compile(r"(?<![^\W_])([0-9]{1,2})\s(дн(?:я|ей)|день|күн|месяц\w*|мес\b|ай)(?![^\W_])")
LAST_LEAP = 2024


def days_of(match: re.Match[str]) -> list[int]:
    """The days a token of a period names; none where it names only a month."""
    if not any(match[name] for name in ("isomonth", "month", "short", "days")):
        return []
    if match["isomonth"]:
        return [int(day) for day in re.findall(r"[0-9]+", match[0])[2:]]
    written = match["days"] if match["days"] is not None else re.split(r"[./]", match[0])[0]
    return [int(day) for day in re.findall(r"[0-9]+", written)]


def on_calendar(year: int | None, month: int, days: list[int]) -> bool:
    """Whether days are days of a month; of a February of no year the longest."""
    longest = monthrange(year or LAST_LEAP, month)[1]
    return all(1 <= day <= longest for day in days)


def dates_of(year: int | None, month: int, days: list[int]) -> Iterator[date]:
    """The days of a month as dates; those no calendar has are left out."""
    for day in days:
        try:
            yield date(year or 0, month, day)
        except ValueError:
            continue


def weekdays(text: str, dates: list[date]) -> tuple[list[str], bool]:
    """The days of the week that a flat text names, one a date in their order, and whether each is that
    date's; none where they are not as many («по субботам, май 2024»)."""
    named = list(WEEKDAY.finditer(text))
    if not named or len(named) != len(dates):
        return [], True
    right = all(match[f"d{day.weekday()}"] for match, day in zip(named, dates, strict=True))
    return [match[0] for match in named], right


def lengths(text: str, dates: list[date], months: int) -> list[str]:
    """The words of a length, where it is that of the dates or of the months: «14-17 мая (4 дня)»."""
    days = (dates[1] - dates[0]).days + 1 if len(dates) == 2 else len(dates)
    right = [
        found
        for found in LENGTH.finditer(text)
        if int(found[1]) == (months if found[2].startswith(("мес", "ай")) else days)
    ]
    return [piece for found in right for piece in found.groups()]


def backwards(dates: list[date]) -> str:
    """The code of two days of one month of which the later stands first («25 мая - 5 мая»), "" of others."""
    swapped = len(dates) == 2 and dates[0] > dates[1] and dates[0].replace(day=1) == dates[1].replace(day=1)
    return "ends_swapped" if swapped else ""
