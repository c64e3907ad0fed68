"""Whether anything behind a page has moved: what every open page asks now and then."""

from __future__ import annotations

from sqlalchemy import func, select

from services.reports.db import db
from services.reports.facts.models import Pulse
from services.reports.facts.queries import Window


def version(project_id: str, window: Window) -> str:
    """A word that changes whenever the page may: something the window shows moved, a day has passed."""
    beats = select(func.sum(Pulse.beats), func.max(Pulse.beat_at)).where(Pulse.project_id == project_id)
    if window.regions is not None:
        beats = beats.where(Pulse.region.in_(["", *window.regions]))
    count, last = db.session.execute(beats).one()
    return f"{window.until}-{count or 0}-{last.timestamp() if last else 0}"
