"""Whether anything behind a page has moved: one cheap statement that every open page asks once a second."""

from __future__ import annotations

from sqlalchemy import text

from services.reports.db import db
from services.reports.figures.queries import Window
from shared.language.measures.gatherings import EVENTS_HELD

NEWEST = text("""
    SELECT (SELECT max(version) FROM project_copies WHERE id = :project) AS plan,
           (SELECT sum(version) FROM gathering_copies
            WHERE project_id = :project AND (:everywhere OR region = ANY(:regions))) AS gatherings,
           (SELECT sum(version) FROM record_copies WHERE project_id = :project) AS records,
           (SELECT max(id) FROM facts WHERE project_id = :project AND measure = :held
            AND (:everywhere OR region = ANY(:regions))) AS derived""")


def version(project_id: str, window: Window) -> str:
    """A word that changes whenever the page may: a copy is newer,
    a gathering's people were derived anew, a day has passed."""
    row = db.session.execute(
        NEWEST,
        {
            "project": project_id,
            "everywhere": window.regions is None,
            "regions": sorted(window.regions or ()),
            "held": EVENTS_HELD.name,
        },
    )
    return "-".join(str(part or 0) for part in (window.until, *row.one()))
