"""What is true about directions of contests."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from sqlalchemy import select

from services.grants.contests.models import Contest, Fund
from services.grants.contests.queries.reach import regions_in
from services.grants.db import db
from services.grants.directions.models import Direction, ProblemCopy
from shared.doors.errors import NotFound
from shared.reach import among
from shared.spoken import title_in

NAMED = "named"


def directions_of(contest: Contest) -> Sequence[Direction]:
    """The directions of a contest in the order they were written."""
    mine = select(Direction).where(Direction.contest_id == contest.id)
    return db.session.scalars(mine.order_by(Direction.id)).all()


def direction_names(contest: Contest) -> dict[uuid.UUID, str]:
    """The directions of a contest by id, in their order, as workbooks and choices say them."""
    return {
        direction.id: title_in(direction.title, direction.title_kk) for direction in directions_of(contest)
    }


def get_direction(contest: Contest, direction_id: uuid.UUID) -> Direction:
    """A direction of a contest; NotFound."""
    found = db.session.get(Direction, direction_id)
    if found is None or found.contest_id != contest.id:
        raise NotFound
    return found


def offered(contest: Contest) -> Sequence[ProblemCopy]:
    """What sessions named where the contest has a fund, the most votes first; of the actor's regions."""
    funded = select(Fund.region).where(Fund.contest_id == contest.id)
    mine = regions_in("contest.view", contest.id)
    found = select(ProblemCopy).where(
        ProblemCopy.project_id == str(contest.project_id),
        ProblemCopy.region.in_(funded),
        among(ProblemCopy.region, mine),
        ProblemCopy.status == NAMED,
    )
    return db.session.scalars(found.order_by(ProblemCopy.votes.desc(), ProblemCopy.id)).all()


def answered_by(directions: Sequence[Direction], contest: Contest) -> dict[uuid.UUID, list[ProblemCopy]]:
    """The problems each direction answers, those the actor may read about."""
    known = {uuid.UUID(copy.id): copy for copy in offered(contest)}
    return {
        direction.id: [known[row.problem_id] for row in direction.problems if row.problem_id in known]
        for direction in directions
    }
