"""Moments of gatherings as the clock on the wall shows them."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from shared.clock import ZONE


def time_of(at: datetime | None, zone: str) -> str:
    """A moment as the clock on the wall shows it there: "10:00"; nothing for none."""
    return at.astimezone(ZoneInfo(zone)).strftime("%H:%M") if at else ""


def hours(starts_at: datetime | None, ends_at: datetime | None, zone: str) -> str:
    """The hours of a gathering: "10:00–13:00", with the zone where it is not the programme's own."""
    said = "–".join(filter(None, (time_of(starts_at, zone), time_of(ends_at, zone))))
    return f"{said} ({zone})" if said and zone != ZONE.key else said
