"""Contests whose line is gone."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select

from services.grants.contests.models import Contest
from services.grants.db import db
from shared.doors.strays import Stray
from shared.i18n import format_short_date
from shared.language.records.project import Project
from shared.projects import names_of_lines


def strays(project: Project) -> Iterator[Stray]:
    """Contests on lines that are no longer in the plan."""
    mine = Contest.project_id == project.id, Contest.activity_id.not_in(names_of_lines(project))
    for contest in db.session.scalars(select(Contest).where(*mine).order_by(Contest.opens_on)):
        page, day = f"/grants/contests/{contest.id}", format_short_date(contest.opens_on)
        yield Stray(str(contest.id), contest.title, page, day)
