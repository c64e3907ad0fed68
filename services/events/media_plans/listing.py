"""A month of a media plan as a calendar."""

from __future__ import annotations

from calendar import Calendar
from collections import defaultdict
from datetime import date, timedelta
from typing import Any

from flask import request

from services.events.media_plans.queries import between
from services.events.publications.queries import Found
from shared.clock import today
from shared.language.records.project import Project
from shared.validation import of_this_century

ONE_DAY = timedelta(days=1)


def calendar_of(project: Project) -> dict[str, Any]:
    """Everything the calendar shows: {month, weeks: [[(day, items)]], before, after, today}."""
    month = month_asked()
    weeks = Calendar().monthdatescalendar(month.year, month.month)
    items: defaultdict[date, list[Found]] = defaultdict(list)
    for row in between(project.id, weeks[0][0], weeks[-1][-1]):
        items[row.day].append(row)
    return {
        "month": month,
        "weeks": [[(day, items[day]) for day in week] for week in weeks],
        "before": (month - ONE_DAY).replace(day=1),
        "after": (month + 31 * ONE_DAY).replace(day=1),
        "today": today(),
    }


def month_asked() -> date:
    """The first day of the month the address asks for, else of this one."""
    try:
        asked = date.fromisoformat(request.args.get("month", "")[:7] + "-01")
    except ValueError:
        asked = today()
    return (asked if of_this_century(asked) else today()).replace(day=1)
