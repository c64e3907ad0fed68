"""What reports keeps of the others."""

from __future__ import annotations

from typing import TypeVar

import msgspec
from sqlalchemy import select

from services.reports.copies.models import ProjectCopy, RecordCopy
from services.reports.db import db
from shared.language.records.contest import Contest
from shared.language.records.record import Record
from shared.projects import Projects

Kind = TypeVar("Kind", bound=Record)

DERIVED = ("source_sums", "tallies", "sizes", "unused_gatherings", "unused_tallies")
projects = Projects("reports", db, ProjectCopy, derived=DERIVED)


def kept(kind: type[Kind], project_id: str) -> list[Kind]:
    """The records of a kind a project has, as they came last."""
    mine = RecordCopy.kind == kind.KIND, RecordCopy.project_id == project_id
    states = db.session.scalars(select(RecordCopy.state).where(*mine).order_by(RecordCopy.key))
    return [msgspec.convert(state, kind) for state in states]


def contests(project_id: str) -> list[Contest]:
    """The contests of a project with their money, but for those that were dropped."""
    return [contest for contest in kept(Contest, project_id) if contest.status != "dropped"]
