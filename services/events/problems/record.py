"""Problems as the other services are told about them."""

from __future__ import annotations

from services.events.db import db
from services.events.gatherings.models import Gathering
from services.events.problems.models import Problem
from services.events.problems.queries import NAMED, WITHDRAWN
from shared.language.records.problem import Problem as ProblemRecord
from shared.queue.outbox import publish


def publish_problem(item: Problem) -> Problem:
    """Tell registry and grants the problem's present state."""
    db.session.flush()
    publish(db.session, problem_record(item))
    return item


def problem_record(item: Problem) -> ProblemRecord:
    """Give a problem as it travels, with the session that named it."""
    session = db.session.get_one(Gathering, item.gathering_id)
    return ProblemRecord(
        id=str(item.id),
        page=f"/events/gatherings/{session.id}/problems",
        project_id=str(session.project_id),
        gathering_id=str(session.id),
        session=session.title,
        held_on=session.starts_on,
        title=item.title,
        title_kk=item.title_kk or "",
        votes=item.votes,
        sector=item.sector,
        priority=item.priority,
        region=session.region,
        settlement=item.settlement,
        status=WITHDRAWN if item.withdrawn_because else NAMED,
    )
