"""Until when what a region's home wrote is known here."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import select

from services.reports.db import db
from services.reports.freshness.models import DeploymentCopy

HOURS = 24


@dataclass(frozen=True)
class Age:
    """A region that has a home of its own: everything it wrote until `as_of` is counted here; None: nothing
    of it ever came."""

    region: str
    as_of: datetime | None

    @property
    def is_old(self) -> bool:
        """Whether it is longer ago than a report may be silent about."""
        return self.as_of is None or datetime.now(UTC) - self.as_of > timedelta(hours=allowed_hours())


def allowed_hours() -> float:
    """How old figures may be before a report says so."""
    return float(os.environ.get("ASAR_FRESH_HOURS") or HOURS)


def ages(regions: Collection[str] | None) -> list[Age]:
    """How fresh the homes of these regions are (None: of all), by region; of two homes of one region the
    older."""
    rows = db.session.execute(select(DeploymentCopy.regions, DeploymentCopy.as_of))
    found: dict[str, datetime | None] = {}
    for of_home, as_of in rows:
        for region in of_home:
            if regions is None or region in regions:
                known = found.get(region, as_of)
                found[region] = min(known, as_of) if known and as_of else None
    return [Age(region, found[region]) for region in sorted(found)]


def oldest(known: Iterable[Age]) -> datetime | None:
    """Until when all of it is known; None where nothing is another's, or something never came."""
    moments = [age.as_of for age in known]
    return min((moment for moment in moments if moment), default=None) if all(moments) else None
