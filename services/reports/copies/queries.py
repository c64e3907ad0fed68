"""What reports keeps of the others."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from services.reports.copies.models import ProjectCopy, RecordCopy
from services.reports.db import db
from shared.projects import Projects

projects = Projects("reports", db, ProjectCopy, derived=("source_sums", "tallies", "sizes"))


def copies_of(kind: str, project_id: str) -> list[dict[str, Any]]:
    """States of the kept records of a kind, but for those that were dropped."""
    of_kind = select(RecordCopy.state).where(RecordCopy.kind == kind, RecordCopy.project_id == project_id)
    return list(
        db.session.scalars(of_kind.where(RecordCopy.state["status"].astext.is_distinct_from("dropped")))
    )
