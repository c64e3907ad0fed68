"""Which checkpoint the title of a column of marks names: a day of the gathering, or the title itself."""

from __future__ import annotations

import re
from datetime import date, timedelta

from services.events.gatherings.models import Gathering

LONGEST = 60
_DATE = re.compile(r"\b([0-3]?[0-9])[./-]([01]?[0-9])(?:[./-](?:20)?[0-9]{2})?\b")
_ISO = re.compile(r"20[0-9]{2}-[01][0-9]-[0-3][0-9]")
_DAY = re.compile(
    r"(?:день|күн|day) ?№? ?([0-9]{1,2})\b|\b([0-9]{1,2})[ -]?\w{0,2} ?(?:день|күн|day)\b", re.I
)


def checkpoint_of(gathering: Gathering, title: str) -> str:
    """The day a title names, where the gathering has such a day; else the title."""
    days = [gathering.starts_on + timedelta(number) for number in range(length(gathering))]
    found = _DATE.search(title)
    if found and not _ISO.fullmatch(title):
        named = [day for day in days if (day.day, day.month) == (int(found[1]), int(found[2]))]
    else:
        named = [day for day in days if day == numbered(title, days)]
    return named[0].isoformat() if named else title[:LONGEST]


def numbered(title: str, days: list[date]) -> date | None:
    """The day whose number in the gathering a title gives: «День 2», "Day 2"."""
    found = _DAY.search(title)
    number = int(found[1] or found[2]) if found else 0
    return days[number - 1] if 0 < number <= len(days) else None


def length(gathering: Gathering) -> int:
    """How many days a gathering lasts."""
    return ((gathering.ends_on or gathering.starts_on) - gathering.starts_on).days + 1
