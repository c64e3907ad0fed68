"""What reports keeps of the others."""

from __future__ import annotations

import msgspec
from sqlalchemy import select

from services.reports.copies.models import ProjectCopy, RecordCopy
from services.reports.db import db
from shared.language.records.contest import Contest
from shared.projects import Projects

DERIVED = ("source_sums", "tallies", "sizes", "unused_gatherings", "unused_tallies")
projects = Projects("reports", db, ProjectCopy, derived=DERIVED)


def contests(project_id: str) -> list[Contest]:
    """The contests of a project with their money, but for those that were dropped."""
    states = select(RecordCopy.state).where(
        RecordCopy.kind == Contest.KIND, RecordCopy.project_id == project_id
    )
    found = [msgspec.convert(state, Contest) for state in db.session.scalars(states.order_by(RecordCopy.key))]
    return [contest for contest in found if contest.status != "dropped"]
