"""Gatherings of a line of the plan that bring nothing to one of its measures, and how many there are: kept
with the sums, so that a page of them is found by its key however many gatherings there are."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import asdict, dataclass

import orjson
from sqlalchemy import text

from services.reports.copies.queries import projects
from services.reports.facts.operations.unique import kept_as
from shared.language.expressions import Expression, parse
from shared.language.records.project import Project
from shared.tables import Sessions

COLUMNS = "source, measure, activity_id, project_id, region, occurred_on"
PLACE = "project_id, measure, activity_id, region"
KEY = "source, measure, activity_id"
FRESH = """
    SELECT 'gathering/' || g.key AS source, l.measure, l.activity_id, g.project_id, g.region,
        g.starts_on AS occurred_on
    FROM jsonb_to_recordset(CAST(:lines AS jsonb))
        AS l(project_id text, measure text, kept text, activity_id text, subtypes jsonb)
    JOIN gathering_copies g ON g.project_id = l.project_id AND g.activity_id = l.activity_id
    WHERE {which} AND NOT EXISTS (
        SELECT FROM source_sums s WHERE s.source = 'gathering/' || g.key AND s.measure = l.kept
            AND s.project_id = l.project_id AND s.activity_id = l.activity_id
            AND (l.subtypes = '[]' OR l.subtypes ? s.subtype))"""
SETTLE = text(f"""
    WITH fresh AS ({FRESH.format(which="g.key = ANY(:keys)")}), before AS (
        SELECT u.* FROM unused_gatherings u WHERE u.source = ANY(:sources)
            AND ({COLUMNS}) NOT IN (SELECT {COLUMNS} FROM fresh)
    ), gone AS (
        DELETE FROM unused_gatherings u WHERE u.source = ANY(:sources)
            AND ({KEY}) NOT IN (SELECT {KEY} FROM fresh)
    ), written AS (
        INSERT INTO unused_gatherings AS u ({COLUMNS}) SELECT {COLUMNS} FROM fresh
        ON CONFLICT ({KEY}) DO UPDATE SET project_id = excluded.project_id, region = excluded.region,
            occurred_on = excluded.occurred_on
        WHERE (u.project_id, u.region, u.occurred_on)
            IS DISTINCT FROM (excluded.project_id, excluded.region, excluded.occurred_on)
        RETURNING {PLACE}
    ), moved AS (
        SELECT -1 AS sign, {PLACE} FROM before UNION ALL SELECT 1, {PLACE} FROM written)
    INSERT INTO unused_tallies AS t ({PLACE}, records)
    SELECT {PLACE}, sum(sign) FROM moved GROUP BY {PLACE} ORDER BY {PLACE}
    ON CONFLICT ({PLACE}) DO UPDATE SET records = t.records + excluded.records""")
LOOKED_AT = "*"  # no region: the row that says a line has been looked at
KNOWN = text("""SELECT measure, activity_id FROM unused_tallies
    WHERE project_id = :project AND region = :looked_at""").bindparams(looked_at=LOOKED_AT)
DROP = tuple(
    text(
        f"DELETE FROM {table} WHERE project_id = :project AND measure = :measure AND activity_id = :activity"
    )
    for table in ("unused_gatherings", "unused_tallies")
)
MARK = text("""
    INSERT INTO unused_tallies (project_id, measure, activity_id, region, records)
    SELECT project_id, measure, activity_id, :looked_at, 0 FROM jsonb_to_recordset(CAST(:lines AS jsonb))
        AS l(project_id text, measure text, activity_id text)
    ON CONFLICT DO NOTHING""").bindparams(looked_at=LOOKED_AT)
OF_PROJECT = text("""SELECT key FROM gathering_copies
    WHERE project_id = :project AND key > :after ORDER BY key LIMIT :most""")
AT_ONCE = 500


@dataclass(frozen=True)
class Counted:
    """What a line of a plan counts of its gatherings: a measure as it is written, the name under which its
    facts are kept, the types that count (none: all)."""

    project_id: str
    measure: str
    kept: str
    activity_id: str
    subtypes: tuple[str, ...]

    @property
    def key(self) -> tuple[str, str]:
        """The measure and the line."""
        return self.measure, self.activity_id


def counted_by(project: Project) -> list[Counted]:
    """What the lines of a project count of their gatherings, each once."""
    found = {
        line.key: line
        for activity in project.activities
        for indicator in activity.indicators
        for line in counted(project.id, activity.id, parse(indicator.measure or ""))
    }
    return [found[key] for key in sorted(found)]


def counted(project_id: str, activity_id: str, written: Expression) -> Iterator[Counted]:
    """One measure of one line; nothing where it does not count the line's gatherings."""
    if written.delivered and written.by_activity:
        kept = kept_as(written) if written.unique else written.facts
        subtypes = () if written.unique else written.subtypes
        yield Counted(project_id, written.text, kept, activity_id, subtypes)


def every_line() -> str:
    """What all plans count of their gatherings, as the statements take it."""
    return as_json(line for project in projects.all() for line in counted_by(project))


def as_json(lines: Iterable[Counted]) -> str:
    """Lines as the statements take them."""
    return orjson.dumps([asdict(line) for line in lines]).decode()


def settle_unused(session: Sessions, sources: Collection[str]) -> None:
    """Know anew to which lines these gatherings bring nothing; their sums are up to date."""
    keys = [source.partition("/")[2] for source in sources if source.startswith("gathering/")]
    if keys:
        named = {"sources": [f"gathering/{key}" for key in keys], "keys": keys}
        session.execute(SETTLE, named | {"lines": every_line()})


def follow_lines(session: Sessions, changed: Iterable[Project]) -> None:
    """After a plan came: what its new lines do not count is found, lines that are gone are forgotten."""
    for project in changed:
        forget_lines(session, project)
        last = ""
        while unknown_lines(session, project) and (last := settle_some(session, project, last)):
            pass
        mark_lines(session, project)


def unknown_lines(session: Sessions, project: Project) -> bool:
    """Whether a line of the plan has not been looked at."""
    return bool({line.key for line in counted_by(project)} - known(session, project))


def forget_lines(session: Sessions, project: Project) -> None:
    """Drop what was kept for lines that the plan does not have."""
    for measure, activity in known(session, project) - {line.key for line in counted_by(project)}:
        for statement in DROP:
            session.execute(statement, {"project": project.id, "measure": measure, "activity": activity})


def settle_some(session: Sessions, project: Project, after: str) -> str:
    """Look at some gatherings of a project, those after a key; the last of them, "" when none are left."""
    asked = {"project": project.id, "after": after, "most": AT_ONCE}
    keys = list(session.scalars(OF_PROJECT, asked))
    settle_unused(session, [f"gathering/{key}" for key in keys])
    return keys[-1] if keys else ""


def mark_lines(session: Sessions, project: Project) -> None:
    """Remember that all lines of a plan have been looked at."""
    session.execute(MARK, {"lines": as_json(counted_by(project))})


def known(session: Sessions, project: Project) -> set[tuple[str, str]]:
    """The measures and lines of a project that have been looked at."""
    return {(row.measure, row.activity_id) for row in session.execute(KNOWN, {"project": project.id})}
