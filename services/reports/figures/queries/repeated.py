"""Files that prove more than one record: the first thing an auditor asks about."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import text

from services.reports.db import db
from services.reports.facts.queries import Window
from services.reports.figures.queries.behind import Key, described
from shared.language.records.project import Project

SHOWN = 20  # of a file that is attached everywhere the first records are named, the others counted
OURS = "(:everywhere OR region IS NULL OR region = ANY(:regions))"
OF_FILES = f"""
    FROM attachments WHERE project_id = :project AND repeated GROUP BY sha256 HAVING bool_or({OURS})"""
COUNT = text(f"SELECT count(*) FROM (SELECT sha256 {OF_FILES}) files")
AMONG = text("""SELECT DISTINCT sha256 FROM attachments
    WHERE project_id = :project AND repeated AND sha256 = ANY(:files)""")
PAGE = f"""
    SELECT sha256, count(*) AS records, count(*) FILTER (WHERE {OURS}) AS ours,
        (array_agg(source ORDER BY source) FILTER (WHERE {OURS}))[1:{SHOWN}] AS sources
    {OF_FILES} AND sha256 {{beyond}} :key ORDER BY sha256 {{order}} LIMIT :most"""
AFTER = text(PAGE.format(beyond=">", order=""))
BEFORE = text(PAGE.format(beyond="<", order="DESC"))


def how_many(project: Project, window: Window) -> int:
    """How many files prove several records, one of them in the window."""
    return int(db.session.scalar(COUNT, asked(project, window)) or 0)


def among(project: Project, files: Collection[str]) -> set[str]:
    """Those of these files, by SHA-256, that prove several records of the project."""
    if not files:
        return set()
    return set(db.session.scalars(AMONG, {"project": project.id, "files": sorted(files)}))


def asked(project: Project, window: Window) -> dict[str, Any]:
    """Parameters of the statements."""
    regions = sorted(window.regions or ())
    return {"project": project.id, "everywhere": window.regions is None, "regions": regions}


def files(
    project: Project, window: Window, after: Key | None, limit: int, before: Key | None
) -> list[dict[str, Any]]:
    """Rows `{sha256, name, url, kinds, records: [{title, url}], hidden, more}` by SHA-256, those `after` one
    or the last ones `before` one; `hidden` counts the records of regions outside the window, `more` those
    that are not named."""
    key = (before or after or ("",))[0]
    page = {**asked(project, window), "key": key, "most": limit}
    found = db.session.execute(BEFORE, page).all()[::-1] if before else db.session.execute(AFTER, page).all()
    about = described([source for row in found for source in row.sources])
    return [file(row, [about[source] for source in row.sources]) for row in found]


def file(found: Any, records: list[dict[str, Any]]) -> dict[str, Any]:
    """One file with the records it proves."""
    same = [item for record in records for item in record["evidence"] if item["sha256"] == found.sha256]
    return {
        "sha256": found.sha256,
        "name": same[0]["name"],
        "url": same[0]["url"],
        "kinds": list(dict.fromkeys(item["kind"] for item in same)),
        "records": [{"title": record["title"], "url": record["url"]} for record in records],
        "hidden": found.records - found.ours,
        "more": found.ours - len(records),
    }
