"""Whether anything behind a page has moved: what every open page asks now and then.

In a rush, when records come faster than figures can be worked out for everybody who looks, what was found
stands for a second: all who look within it share one computation.
"""

from __future__ import annotations

import time
from collections import deque
from operator import itemgetter

from sqlalchemy import func, select

from services.reports.db import db
from services.reports.facts.models import Pulse
from services.reports.facts.queries import Window

STANDS, WITHIN, MOST = 1.0, 5.0, 10  # seconds, seconds, computations
KEPT = 256


class Rush:
    """When figures were worked out by this process, and the versions it found; MOST computations WITHIN so
    many seconds are a rush."""

    def __init__(self) -> None:
        self.worked: deque[float] = deque(maxlen=MOST)
        self.found: dict[tuple[str, Window], tuple[float, str]] = {}

    def note(self) -> None:
        """Figures are worked out now."""
        self.worked.append(time.monotonic())

    def standing(self, project_id: str, window: Window) -> str | None:
        """The version that stands; None when there is no rush, and after its second."""
        now = time.monotonic()
        if len(self.worked) < MOST or now - self.worked[0] > WITHIN:
            return None
        found_at, word = self.found.get((project_id, window), (float("-inf"), None))
        return word if now - found_at < STANDS else None

    def keep(self, project_id: str, window: Window, since: float, word: str) -> str:
        """The version found by who has looked since then; who waited long for it puts none back that another
        found later."""
        if len(self.found) > KEPT:
            self.found.clear()
        key = project_id, window
        self.found[key] = max(self.found.get(key, (since, word)), (since, word), key=itemgetter(0))
        return word


RUSH = Rush()


def version(project_id: str, window: Window) -> str:
    """A word that changes whenever the page may: something the window shows moved, a day has passed; in a
    rush it changes once a second."""
    since = time.monotonic()
    standing = RUSH.standing(project_id, window)
    return standing or RUSH.keep(project_id, window, since, read(project_id, window))


def read(project_id: str, window: Window) -> str:
    """The version as of now."""
    beats = select(func.sum(Pulse.beats), func.max(Pulse.beat_at)).where(Pulse.project_id == project_id)
    if window.regions is not None:
        beats = beats.where(Pulse.region.in_(["", *window.regions]))
    count, last = db.session.execute(beats).one()
    return f"{window.until}-{count or 0}-{last.timestamp() if last else 0}"
