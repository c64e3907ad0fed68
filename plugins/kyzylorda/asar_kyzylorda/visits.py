"""Visits of the alliance to the groups it awarded."""

from __future__ import annotations

from datetime import date, timedelta

from shared.plugins.specifications import Note, RecordFacts

AWARDED, COMPLETED = "awarded", "completed"
BEGUN, STILL_THERE = timedelta(days=30), timedelta(days=365)


def visits(award: RecordFacts) -> list[Note]:
    """What the alliance notes on an award: by which day the group is visited."""
    if award.day is None:
        return []
    notes = {AWARDED: begun(award.day + BEGUN), COMPLETED: still_there(award.day + STILL_THERE)}
    return [notes[award.status]] if award.status in notes else []


def begun(day: date) -> Note:
    """The first visit."""
    return Note(
        {
            "ru": f"Альянс посещает группу до {day:%d.%m.%Y}: что куплено, что начато.",
            "kk": f"Альянс топқа {day:%d.%m.%Y} дейін барады: не сатып алынды, не басталды.",
            "en": f"The alliance visits the group by {day:%d.%m.%Y}: what was bought, what was begun.",
        }
    )


def still_there(day: date) -> Note:
    """The visit a year later."""
    return Note(
        {
            "ru": f"Альянс возвращается к группе до {day:%d.%m.%Y}: служит ли сделанное.",
            "kk": f"Альянс топқа {day:%d.%m.%Y} дейін қайта барады: жасалған іс қызмет етіп тұр ма.",
            "en": f"The alliance comes back to the group by {day:%d.%m.%Y}: is what was made still of use.",
        }
    )
