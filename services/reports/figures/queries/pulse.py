"""Whether anything behind a page has moved: what every open page asks now and then."""

from __future__ import annotations

from sqlalchemy import func, select

from services.reports.db import db
from services.reports.facts.models import Pulse
from services.reports.facts.queries import Window


def version(project_id: str, window: Window) -> str:
    """A word that changes whenever the page may: something the window shows moved, a day has passed."""
    beats = select(func.sum(Pulse.beats)).where(Pulse.project_id == project_id)
    if window.regions is not None:
        beats = beats.where(Pulse.region.in_(["", *window.regions]))
    return f"{window.until}-{db.session.scalar(beats) or 0}"
