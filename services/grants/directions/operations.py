"""Writing down what a contest is about."""

from __future__ import annotations

from typing import Any

from sqlalchemy.exc import IntegrityError

from services.grants.contests.models import Contest
from services.grants.db import db
from services.grants.directions.models import Answered, Direction
from services.grants.directions.queries import directions_of, offered
from shared.doors.errors import Conflict, Invalid


class DirectionsSettled(Conflict):
    """The contest no longer takes applications, so what it is about no longer changes."""

    code = "directions_settled"


class DirectionKnown(Conflict):
    """The contest has this direction already: “%(title)s”."""

    code = "direction_known"


class DirectionNamed(Conflict):
    """Applications go to the direction “%(title)s”, so it stays. Correct them first."""

    code = "direction_named"


class ProblemUnknown(Invalid):
    """Choose a problem that a session named in a region of this contest."""

    code = "problem_unknown"


def add_direction(contest: Contest, values: dict[str, Any]) -> Direction:
    """Write a direction down with the problems it answers."""
    refuse_settled(contest)
    for other in directions_of(contest):
        if other.title.casefold().split() == values["title"].casefold().split():
            raise DirectionKnown(field="title", title=other.title)
    asked = dict.fromkeys(map(str, values["problems"]))
    if not {copy.id for copy in offered(contest)} >= asked.keys():
        raise ProblemUnknown(field="problems")
    rows = [Answered(problem_id=key) for key in dict.fromkeys(values["problems"])]
    titles = {name: values[name] for name in ("title", "title_kk")}
    direction = Direction(contest_id=contest.id, problems=rows, **titles)
    db.session.add(direction)
    db.session.flush()
    return direction


def change_direction(direction: Direction, values: dict[str, Any]) -> Direction:
    """Say what a direction is called in Kazakh, of a contest that is over too: no promise changes."""
    direction.title_kk = values.get("title_kk", direction.title_kk)
    db.session.flush()
    return direction


def remove_direction(contest: Contest, direction: Direction) -> None:
    """Take a direction that no application names off a contest that still takes them; DirectionNamed."""
    refuse_settled(contest)
    title = direction.title
    try:
        with db.session.begin_nested():
            db.session.delete(direction)
    except IntegrityError as error:
        raise DirectionNamed(title=title) from error


def refuse_settled(contest: Contest) -> None:
    """Directions are written before and while applications come; DirectionsSettled."""
    if contest.status not in ("draft", "open"):
        raise DirectionsSettled
