"""Moving centres from a line that left the plan to one that is in it."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from services.registry.centres.operations import told
from services.registry.centres.queries import get_centre
from services.registry.plans.models import Activity
from shared.doors.errors import Invalid


class NothingChosen(Invalid):
    """Choose at least one record to move."""

    code = "nothing_chosen"


class LineMissing(Invalid):
    """Choose a line of the plan in force."""

    code = "line_missing"


def move_centres(centres: Iterable[str], line: str, known: Iterable[Activity]) -> int:
    """Put centres on a line of the plan in force; how many."""
    chosen = sorted(centres)
    if line not in {str(activity.stable_id) for activity in known}:
        raise LineMissing(field="activity")
    if not chosen:
        raise NothingChosen(field="records")
    for key in chosen:
        centre = get_centre(UUID(key), "centre.open", lock=True)
        centre.activity_id = line
        told(centre)
    return len(chosen)
