"""Files that prove several records, page by page."""

from __future__ import annotations

from typing import Any

from services.reports.dashboard.listing.keyed import PAGE, place
from services.reports.dashboard.listing.places import seen
from services.reports.figures.queries.repeated import files, how_many
from shared.language.records.project import Project


def repeated_files(project: Project) -> dict[str, Any]:
    """What the page of these files shows: {files, paging}."""
    at, window = place("files", str), seen()
    found = files(project, window, at.after, PAGE + 1, at.before)
    total = how_many(project, window)
    return {"files": at.shown(found), "paging": at.paging(found, lambda row: (row["sha256"],), total)}
