"""When a gathering is: days, and moments of them where a time of day is known."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from shared.clock import ZONE
from shared.doors.errors import Invalid
from shared.validation import of_this_century


class DatesReversed(Invalid):
    """The gathering ends before it starts."""

    code = "dates_reversed"


class PastMidnight(DatesReversed):
    """The gathering ends before it starts.
    If it went on past midnight, enter the next day as its last one."""


class LongAgo(Invalid):
    """The day must be between 2000 and 2099. Check the year."""

    code = "long_ago"


class AnotherDay(Invalid):
    """This moment is not on the day of the gathering in its time zone."""

    code = "another_day"


def check_dates(starts_on: date, ends_on: date | None) -> None:
    """Refuse an end before the start, and a mistyped century."""
    for name, day in (("starts_on", starts_on), ("ends_on", ends_on)):
        if day and not of_this_century(day):
            raise LongAgo(field=name)
    if ends_on and ends_on < starts_on:
        raise DatesReversed(field="ends_on")


def clock_of(at: datetime | None, zone: str) -> time | None:
    """The time of day of a moment in its zone; None for none."""
    return at.astimezone(ZoneInfo(zone)).time() if at else None


def timed(values: dict[str, Any], zone: str | None = None) -> dict[str, Any]:
    """The values with the moments a gathering starts and ends; a day without a time of day stays a day."""
    first, last = values["starts_on"], values.get("ends_on")
    check_dates(first, last)
    chosen = values.pop("zone", None) or zone or ZONE.key
    starts = moment(values, "starts", first, chosen)
    ends = moment(values, "ends", last or first, chosen)
    if starts and ends and ends < starts:
        raise PastMidnight(field="ends_time")
    return {**values, "starts_at": starts, "ends_at": ends, "zone": chosen}


def moment(values: dict[str, Any], edge: str, day: date, zone: str) -> datetime | None:
    """The moment of a day that a time of day in the zone, or a moment itself, says. AnotherDay."""
    clock, at = values.pop(f"{edge}_time", None), values.pop(f"{edge}_at", None)
    if clock:
        return datetime.combine(day, clock, ZoneInfo(zone))
    if at and at.astimezone(ZoneInfo(zone)).date() != day:
        raise AnotherDay(field=f"{edge}_at")
    return at
