"""Files that prove more than one record: the first thing an auditor asks about."""

from __future__ import annotations

from typing import Any

from sqlalchemy import text

from services.reports.db import db
from services.reports.facts.queries import Window
from services.reports.figures.queries.behind import described
from shared.language.records.project import Project

REPEATED = text("""
    SELECT file->>'sha256' AS sha256, jsonb_object_agg(source, region) AS sources FROM (
        SELECT 'gathering/' || key AS source, region, jsonb_array_elements(evidence) AS file
        FROM gathering_copies
        WHERE project_id = :project AND status <> 'cancelled'
        UNION ALL
        SELECT key, state->>'region', jsonb_array_elements(state->'evidence') FROM record_copies
        WHERE project_id = :project
        AND coalesce(state->>'status', '') NOT IN ('cancelled', 'dropped')) AS attached
    GROUP BY sha256 HAVING count(DISTINCT source) > 1
    AND (:everywhere OR bool_or(region IS NULL OR region = ANY(:regions)))
    ORDER BY sha256""")


def repeated(project: Project, window: Window) -> dict[str, dict[str, str | None]]:
    """Regions by source, "award/<id>", of the two or more records that one file is attached
    to, by the file's SHA-256."""
    rows = db.session.execute(
        REPEATED,
        {
            "project": project.id,
            "everywhere": window.regions is None,
            "regions": sorted(window.regions or ()),
        },
    )
    return {row.sha256: row.sources for row in rows}


def files(project: Project, window: Window) -> list[dict[str, Any]]:
    """Rows `{name, url, kinds, records: [{title, url}], hidden}`;
    `hidden` counts the records of regions outside the window."""
    found = repeated(project, window)
    about = described([source for sources in found.values() for source in sources])
    return [
        row(
            sha256,
            [about[source] for source, region in sources.items() if seen(region, window)],
            len(sources),
        )
        for sha256, sources in found.items()
    ]


def seen(region: str | None, window: Window) -> bool:
    """Whether the window shows a region; what concerns the whole project it always shows."""
    return region is None or window.regions is None or region in window.regions


def row(sha256: str, records: list[dict[str, Any]], count: int) -> dict[str, Any]:
    """One file with the records it proves."""
    same = [item for record in records for item in record["evidence"] if item["sha256"] == sha256]
    return {
        "name": same[0]["name"],
        "url": same[0]["url"],
        "kinds": list(dict.fromkeys(item["kind"] for item in same)),
        "records": [{"title": record["title"], "url": record["url"]} for record in records],
        "hidden": count - len(records),
    }
