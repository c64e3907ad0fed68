"""Moving what is recorded on a line that left the plan to one that is in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

from services.registry.centres.queries import get_centre
from services.registry.centres.record import publish_centre
from services.registry.db import db
from services.registry.groups.models import Group
from services.registry.groups.queries import get_group
from services.registry.groups.record import publish_group
from services.registry.memoranda.models import Memorandum
from services.registry.memoranda.queries import RECORD, get_memorandum
from services.registry.memoranda.record import publish_memorandum
from services.registry.plans.models import Activity
from services.registry.village_plans import queries as village_plans
from services.registry.village_plans.models import VillagePlan
from services.registry.village_plans.record import publish_village_plan
from shared.doors.errors import Invalid
from shared.doors.strays import in_turn


class LineMissing(Invalid):
    """Choose a line of the plan in force."""

    code = "line_missing"


def move_records(known: Iterable[Activity], records: Iterable[str], line: str) -> int:
    """Put centres, memoranda, groups and village plans on a line of the plan in force; how many."""
    if line not in {str(activity.stable_id) for activity in known}:
        raise LineMissing(field="activity")
    chosen = in_turn(records)
    for key in map(UUID, chosen):
        move = next((move for model, move in MOVES.items() if db.session.get(model, key)), move_centre)
        move(key, line)
    return len(chosen)


def move_centre(key: UUID, line: str) -> None:
    """Put a centre on a line."""
    centre = get_centre(key, "centre.open", lock=True)
    centre.activity_id = line
    publish_centre(centre)


def move_memorandum(key: UUID, line: str) -> None:
    """Put a memorandum on a line."""
    item = get_memorandum(key, RECORD, lock=True)
    item.activity_id = line
    publish_memorandum(item)


def move_group(key: UUID, line: str) -> None:
    """Put a group on a line."""
    group = get_group(key, "group.record", lock=True)
    group.activity_id = line
    publish_group(group)


def move_village_plan(key: UUID, line: str) -> None:
    """Put a village plan on a line."""
    item = village_plans.get_village_plan(key, village_plans.RECORD, lock=True)
    item.activity_id = line
    publish_village_plan(item)


MOVES: dict[type[Any], Callable[[UUID, str], None]] = {
    Memorandum: move_memorandum,
    Group: move_group,
    VillagePlan: move_village_plan,
}
