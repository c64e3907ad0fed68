"""Joining the leaders' pool, and leaving it."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

from sqlalchemy import text

from services.registry.db import db
from services.registry.leaders.models import Leader
from services.registry.leaders.queries import RECORD, in_pool
from services.registry.people.queries import get_person
from services.registry.plans.queries import project_in_force
from shared.clock import today
from shared.doors.errors import Conflict, Invalid
from shared.doors.together import together
from shared.i18n import format_short_date
from shared.projects import ProjectClosed

# Two who let somebody join at once come one after the other: the second finds him there.
ONE_BY_ONE = text("SELECT pg_advisory_xact_lock(hashtext('leaders'))")


class JoinedInFuture(Invalid):
    """This day has not come yet."""

    code = "joined_in_future"


class PersonWithoutRegion(Invalid):
    """Nobody wrote down of which region this person is. Correct that first."""

    code = "person_without_region"


class LeaderRecorded(Conflict):
    """This person is in the pool since %(day)s. Everybody is in it once."""

    code = "leader_recorded"


class LeaderLeft(Conflict):
    """This person left the pool. If he comes back, let him join anew."""

    code = "leader_left"


def join_pool(values: dict[str, Any]) -> Leader:
    """Let a person of the register join the pool of a project."""
    project, _plan = project_in_force(values.pop("project_id"))
    if project.closed_on:
        raise ProjectClosed(field="project_id")
    person = get_person(values.pop("person_id"), RECORD)
    if person.region is None:
        raise PersonWithoutRegion(field="person_id")
    db.session.execute(ONE_BY_ONE)
    root = person.merged_into or person.id
    refuse_second(in_pool(project.id, root))
    leader = Leader(project_id=project.id, person_id=root, region=person.region)
    return written(leader, values)


def refuse_second(there: Leader | None) -> None:
    """Refuse who is in the pool already; LeaderRecorded."""
    if there:
        day = format_short_date(there.joined_on)
        raise LeaderRecorded(field="joined_on", day=day, detail={"id": str(there.id)})


def change_leader(leader: Leader, values: dict[str, Any]) -> Leader:
    """Correct what is said of a leader."""
    refuse_left(leader)
    return written(leader, values)


def written(leader: Leader, values: dict[str, Any]) -> Leader:
    """The leader with these values; JoinedInFuture."""
    together(*(partial(refuse_future, name, values[name]) for name in ("joined_on", "agreed_on")))
    for name, value in values.items():
        setattr(leader, name, value)
    db.session.add(leader)
    db.session.flush()
    return leader


def refuse_future(name: str, day: date | None) -> None:
    """Refuse a day to come."""
    if day and day > today():
        raise JoinedInFuture(field=name)


def leave_pool(leader: Leader, values: dict[str, Any]) -> Leader:
    """Say that somebody is in the pool no longer, and why."""
    refuse_left(leader)
    leader.left_because = values["reason"]
    db.session.flush()
    return leader


def refuse_left(leader: Leader) -> None:
    """Nothing changes on who has left; LeaderLeft."""
    if leader.left_because:
        raise LeaderLeft
