"""Writing down what a session named, and its protocol."""

from __future__ import annotations

from typing import Any

from services.events.db import db
from services.events.gatherings.models import Gathering
from services.events.problems import queries
from services.events.problems.models import Problem, Protocol
from services.events.problems.record import publish_problem
from services.events.projects.queries import projects
from shared.clock import today
from shared.doors.errors import Conflict
from shared.i18n import format_short_date


class SessionToCome(Conflict):
    """The session is on %(day)s: what it names is written down once it was held."""

    code = "session_to_come"


class SessionCancelled(Conflict):
    """This session was cancelled: nobody named a problem at it."""

    code = "session_cancelled"


class ProblemNamed(Conflict):
    """This session named the problem already: “%(title)s”. Correct its votes instead."""

    code = "problem_named"


class VotesOverPeople(Conflict):
    """%(people)s people are on the list of this session, and %(votes)s voted. Did more people vote than are
    on the list? Then say so and save it."""

    code = "votes_over_people"


class ProblemWithdrawn(Conflict):
    """This problem is withdrawn. If the session named it after all, write it down anew."""

    code = "problem_withdrawn"


def name_problem(session: Gathering, values: dict[str, Any]) -> Problem:
    """Write a problem down that a session named."""
    projects.open(session.project_id)
    refuse_unheld(session)
    return written(Problem(gathering_id=session.id), session, values)


def change_problem(item: Problem, values: dict[str, Any]) -> Problem:
    """Correct a problem; checked as a new one."""
    refuse_withdrawn(item)
    return written(item, item.gathering, values)


def written(item: Problem, session: Gathering, values: dict[str, Any]) -> Problem:
    """The problem with these values; ProblemNamed, VotesOverPeople."""
    ask = not values.pop("more_votes")
    key = queries.title_key(values["title"])
    if other := queries.named_alike(session.id, key, item.id):
        raise ProblemNamed(field="title", title=other.title)
    if ask and session.attended and values["votes"] > session.attended and values["votes"] != item.votes:
        raise VotesOverPeople(field="votes", people=session.attended, votes=values["votes"])
    place = values.get("settlement", item.settlement) or session.settlement
    for name, value in {**values, "title_key": key, "settlement": place}.items():
        setattr(item, name, value)
    db.session.add(item)
    return publish_problem(item)


def withdraw_problem(item: Problem, values: dict[str, Any]) -> Problem:
    """Say that a problem was written down by mistake, and why."""
    refuse_withdrawn(item)
    item.withdrawn_because = values["reason"]
    return publish_problem(item)


def write_protocol(session: Gathering, values: dict[str, Any]) -> Protocol:
    """Write what the protocol of a session says, or correct it."""
    refuse_unheld(session)
    item = queries.protocol_of(session) or Protocol(gathering_id=session.id)
    for name, value in values.items():
        setattr(item, name, value)
    db.session.add(item)
    db.session.flush()
    return item


def refuse_unheld(session: Gathering) -> None:
    """A session that has not been names nothing; SessionCancelled, SessionToCome."""
    if session.status == "cancelled":
        raise SessionCancelled
    if session.starts_on > today():
        raise SessionToCome(day=format_short_date(session.starts_on))


def refuse_withdrawn(item: Problem) -> None:
    """Nothing changes on a withdrawn problem; ProblemWithdrawn."""
    if item.withdrawn_because:
        raise ProblemWithdrawn
