"""Visits of the alliance to the groups it awarded."""

from __future__ import annotations

from datetime import date, timedelta

from shared.plugins.specifications import Note

WITHIN = timedelta(days=30)


def visit(awarded_on: date) -> Note:
    """A note that says by which day the group is visited."""
    day = awarded_on + WITHIN
    return Note(
        {
            "ru": f"Альянс посещает группу до {day:%d.%m.%Y}: что куплено, что начато.",
            "kk": f"Альянс топқа {day:%d.%m.%Y} дейін барады: не сатып алынды, не басталды.",
            "en": f"The alliance visits the group by {day:%d.%m.%Y}: what was bought, what was begun.",
        }
    )
