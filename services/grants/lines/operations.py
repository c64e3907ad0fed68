"""Moving contests and donor projects from a line that left the plan to one that is in it."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from services.grants.contests.queries.contests import get_contest
from services.grants.contests.record import publish_contest
from services.grants.db import db
from services.grants.donor_projects.models import DonorProject
from services.grants.donor_projects.queries import RECORD, get_donor_project
from services.grants.donor_projects.record import publish_donor_project
from services.grants.projects.queries import projects
from shared.doors.strays import in_turn
from shared.language.records.project import Project
from shared.projects import activity_of


def move_records(project_id: UUID | str, records: Iterable[str], line: str) -> int:
    """Put contests and donor projects on a line of the plan; how many."""
    project = projects.open(project_id)
    activity, chosen = activity_of(project, line).id, in_turn(records)
    for key in map(UUID, chosen):
        move = move_donor_project if db.session.get(DonorProject, key) else move_contest
        move(project, key, activity)
    return len(chosen)


def move_contest(project: Project, key: UUID, activity: str) -> None:
    """Put a contest on a line."""
    contest = get_contest(key, "contest.manage", lock=True)
    if str(contest.project_id) == project.id:
        contest.activity_id = activity
        publish_contest(contest)


def move_donor_project(project: Project, key: UUID, activity: str) -> None:
    """Put a donor project on a line."""
    item = get_donor_project(key, RECORD, lock=True)
    if str(item.project_id) == project.id:
        item.activity_id = activity
        publish_donor_project(item)
