"""The clock everyone reads, so that a test or the demo can set it."""

from __future__ import annotations

import os
from calendar import monthrange
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Asia/Almaty")


class Month(date):
    """The first day of a month that stands for the whole of it."""

    @classmethod
    def of(cls, day: date) -> Month:
        """The month a day is in."""
        return cls(day.year, day.month, 1)


def now() -> datetime:
    """The present moment, UTC; `ASAR_TODAY=2022-09-30` moves it to that day's noon in Almaty."""
    fixed = os.environ.get("ASAR_TODAY")
    if fixed:
        return datetime.fromisoformat(fixed).replace(hour=12, tzinfo=ZONE).astimezone(UTC)
    return datetime.now(UTC)


def gone_by(moment: datetime) -> timedelta:
    """How long ago a moment was (UTC, by the machine's own clock). One that has yet to come was kept before
    the clock was put back: it is longer ago than anything."""
    passed = datetime.now(UTC) - moment
    return passed if passed >= timedelta() else timedelta.max


def stands() -> bool:
    """Whether the clock stands at a day that was set, as at the demo."""
    return bool(os.environ.get("ASAR_TODAY"))


def last_day(month: date) -> date:
    """The last day of the month a day is in."""
    return month.replace(day=monthrange(month.year, month.month)[1])


def today() -> date:
    """The calendar day in the programme's zone."""
    return local_day(now())


def local_day(moment: datetime) -> date:
    """The calendar day of a moment in the programme's zone: the database gives moments in UTC, whose day ends
    five or six hours later."""
    return moment.astimezone(ZONE).date()
