"""Moving contests from a line that left the plan to one that is in it."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from services.grants.contests.queries.contests import get_contest
from services.grants.contests.record import publish_contest
from services.grants.projects.queries import projects
from shared.doors.strays import in_turn
from shared.projects import activity_of


def move_contests(project_id: UUID | str, contests: Iterable[str], line: str) -> int:
    """Put contests on a line of the plan; how many."""
    project = projects.open(project_id)
    activity, chosen = activity_of(project, line).id, in_turn(contests)
    for key in chosen:
        contest = get_contest(UUID(key), "contest.manage", lock=True)
        if str(contest.project_id) == project.id:
            contest.activity_id = activity
            publish_contest(contest)
    return len(chosen)
