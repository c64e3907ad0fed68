"""Contests and donor projects whose line is gone."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select

from services.grants.contests.models import Contest
from services.grants.db import db
from services.grants.donor_projects.models import DonorProject
from shared.doors.strays import Stray
from shared.i18n import format_short_date
from shared.language.records.project import Project
from shared.projects import names_of_lines
from shared.spoken import title_of


def strays(project: Project) -> Iterator[Stray]:
    """Those on lines that are no longer in the plan."""
    known = names_of_lines(project)
    yield from stray_contests(project, known)
    yield from stray_donor_projects(project, known)


def stray_contests(project: Project, known: list[str]) -> Iterator[Stray]:
    """Contests on none of the known lines."""
    mine = Contest.project_id == project.id, Contest.activity_id.not_in(known)
    for contest in db.session.scalars(select(Contest).where(*mine).order_by(Contest.opens_on)):
        page, day = f"/grants/contests/{contest.id}", format_short_date(contest.opens_on)
        yield Stray(str(contest.id), title_of(contest), page, day)


def stray_donor_projects(project: Project, known: list[str]) -> Iterator[Stray]:
    """Donor projects on none of the known lines."""
    mine = DonorProject.project_id == project.id, DonorProject.activity_id.not_in(known)
    for item in db.session.scalars(select(DonorProject).where(*mine).order_by(DonorProject.id)):
        yield Stray(str(item.id), item.title, f"/grants/donor-projects/{item.id}", item.donor)
