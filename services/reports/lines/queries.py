"""What is recorded on the lines of a plan, and on lines that are no longer in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import text

from services.reports.db import db
from shared.language.records.project import Project
from shared.projects import names_of_lines

RECORDS = """
    SELECT 'gathering' AS kind, activity_id AS line, title, page, region FROM gathering_copies
    WHERE project_id = :project
    UNION ALL
    SELECT kind, state->>'activity_id', coalesce(nullif(state->>'title', ''), state->>'name', ''),
        coalesce(state->>'page', ''), state->>'region'
    FROM record_copies WHERE project_id = :project AND coalesce(state->>'activity_id', '') <> ''"""
COUNTED = text(f"""
    SELECT line, kind, count(*) AS number FROM ({RECORDS}) records WHERE line = ANY(:lines)
    GROUP BY line, kind
    UNION ALL
    SELECT activity_id, 'fact', sum(facts) FROM source_sums
    WHERE project_id = :project AND activity_id = ANY(:lines) GROUP BY activity_id""")
STRAY = text(f"""
    SELECT * FROM ({RECORDS}) records
    WHERE NOT line = ANY(:lines) AND (:everywhere OR region = ANY(:regions))""")


@dataclass(frozen=True)
class Recorded:
    """A record that stands on a line of a plan."""

    kind: str
    line: str
    title: str
    page: str
    region: str | None

    @property
    def owner(self) -> str:
        """The service whose page it has."""
        return self.page.strip("/").partition("/")[0]


def counts(project_id: str, lines: Collection[str]) -> dict[str, dict[str, int]]:
    """How much is recorded on each of these lines: {line: {kind: how many}}; facts are one of the kinds."""
    found = {line: Counter[str]() for line in lines}
    for row in db.session.execute(COUNTED, {"project": project_id, "lines": list(lines)}):
        found[row.line][row.kind] += int(row.number)
    return {line: dict(kinds) for line, kinds in found.items()}


def strays(project: Project, regions: set[str] | None) -> list[Recorded]:
    """Records on lines that are no longer in the plan, of these regions or of all."""
    asked = {
        "project": project.id,
        "lines": names_of_lines(project),
        "everywhere": regions is None,
        "regions": sorted(regions or ()),
    }
    return [Recorded(**row) for row in db.session.execute(STRAY, asked).mappings()]
