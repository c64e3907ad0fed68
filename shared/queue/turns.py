"""Whose turn it is to let records in: batches about different projects do not wait for one another.

What concerns all projects (a person who counts as another, a rebuild) waits for every one, and they for it.
Locks are taken in one order, the inbox before projects, so nobody waits in a circle.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import text

from shared.language.records.project import Project
from shared.tables import Sessions

TAKE_TURNS = text("SELECT pg_advisory_xact_lock(hashtext('inbox'))")
TAKE_TURNS_OF = text("""SELECT pg_advisory_xact_lock_shared(hashtext('inbox')) UNION ALL
    SELECT pg_advisory_xact_lock(hashtext('inbox'), project) FROM (
        SELECT DISTINCT hashtext(named) AS project FROM unnest(CAST(:projects AS text[])) named
        ORDER BY 1) mine""")


def take_turns(session: Sessions, wire: list[dict[str, Any]]) -> None:
    """Wait until nobody else is about these projects, or about any of them where a record names none."""
    projects = {project_of(data) for data in wire}
    if None in projects:
        session.execute(TAKE_TURNS)
    elif projects:
        session.execute(TAKE_TURNS_OF, {"projects": list(projects)})


def project_of(data: Any) -> str | None:
    """The project a record is about; None when it may be about any."""
    state = data.get("state") if isinstance(data, dict) else None
    if not isinstance(state, dict):
        return None
    named = state.get("id") if data.get("kind") == Project.KIND else state.get("project_id")
    return named if isinstance(named, str) and "\0" not in named else None
