"""Sums kept with the facts, in their transaction: what each record brings, and what a place and a month do.

The sums of a record are added up anew from its facts; those of places and months move by the difference only:
what the record brought before is taken off, what it brings now is put on.
"""

from __future__ import annotations

from collections.abc import Iterable

import orjson
from sqlalchemy import text

from services.reports.facts.operations.moved import Moved
from shared.language import categories, publications
from shared.language.clauses import CATEGORY, ELECTRONIC, PAPER, SEX, WOMEN, YOUTH
from shared.tables import Sessions

PARTS = (WOMEN, SEX, YOUTH, PAPER, ELECTRONIC, CATEGORY)
PLACE = "project_id, measure, subtype, activity_id, region"
MONTH = "date_trunc('month', occurred_on)::date"
ADD_UP = text(f"""
    INSERT INTO source_sums (source, measure, project_id, subtype, activity_id, region, occurred_on, proven,
        numerator, denominator, {", ".join(PARTS)})
    SELECT source, measure, project_id, coalesce(subtype, ''), coalesce(activity_id, ''),
        coalesce(region, ''), occurred_on, bool_and(state <> 'claimed'), sum(numerator), sum(denominator),
        coalesce(sum(numerator) FILTER (WHERE sex = :female), 0),
        coalesce(sum(numerator) FILTER (WHERE sex IS NOT NULL), 0),
        coalesce(sum(numerator) FILTER (WHERE category = :youth), 0),
        coalesce(sum(numerator) FILTER (WHERE category = :paper), 0),
        coalesce(sum(numerator) FILTER (WHERE category = :electronic), 0),
        coalesce(sum(numerator) FILTER (WHERE category IS NOT NULL), 0)
    FROM facts WHERE source = ANY(:sources)
    GROUP BY source, measure, project_id, subtype, activity_id, region, occurred_on""").bindparams(
    female=categories.FEMALE,
    youth=categories.YOUTH,
    paper=publications.PAPER,
    electronic=publications.ELECTRONIC,
)
RENAMED = text("""
    SELECT DISTINCT f.project_id, f.source, f.person_id FROM facts f
    JOIN source_sums s ON s.source = f.source AND s.measure = f.measure
    WHERE f.project_id = ANY(:projects) AND s.activity_id <> coalesce(f.activity_id, '')""")
FORGET = text("DELETE FROM source_sums WHERE source = ANY(:sources)")
MOVED_SUMS = ("numerator", "denominator", *PARTS, "records", "proven")
MOVE = f"""
    INSERT INTO tallies AS t ({PLACE}, month, {", ".join(MOVED_SUMS)})
    SELECT {PLACE}, {MONTH}, {{sign}}sum(numerator), {{sign}}sum(denominator),
        {", ".join(f"{{sign}}sum({part})" for part in PARTS)},
        {{sign}}count(*), {{sign}}count(*) FILTER (WHERE proven)
    FROM source_sums WHERE source = ANY(:sources) GROUP BY {PLACE}, {MONTH} ORDER BY {PLACE}, {MONTH}
    ON CONFLICT ({PLACE}, month) DO UPDATE SET
        {", ".join(f"{name} = t.{name} + excluded.{name}" for name in MOVED_SUMS if name != "denominator")},
        denominator = coalesce(t.denominator + excluded.denominator, t.denominator, excluded.denominator)"""
MOVE_SIZES = f"""
    INSERT INTO sizes AS s ({PLACE}, month, brought, records)
    SELECT {PLACE}, {MONTH}, numerator, {{sign}}count(*) FROM source_sums
    WHERE source = ANY(:sources) AND source LIKE 'gathering/%' GROUP BY {PLACE}, {MONTH}, numerator
    ORDER BY {PLACE}, {MONTH}, numerator
    ON CONFLICT ({PLACE}, month, brought) DO UPDATE SET records = s.records + excluded.records"""
TAKE_OFF = tuple(text(statement.format(sign="-")) for statement in (MOVE, MOVE_SIZES))
PUT_ON = tuple(text(statement.format(sign="")) for statement in (MOVE, MOVE_SIZES))
BEAT = """INSERT INTO pulses (project_id, region, beats, beat_at) {0}
    ON CONFLICT (project_id, region) DO UPDATE SET beats = pulses.beats + 1, beat_at = now()"""
OF_SUMS = text(
    BEAT.format(
        """SELECT DISTINCT project_id, region, 1, now() FROM source_sums WHERE source = ANY(:sources)
    ORDER BY project_id, region"""
    )
)
OF_PLACES = text(
    BEAT.format(
        """SELECT project_id, coalesce(region, ''), 1, now()
    FROM jsonb_to_recordset(CAST(:places AS jsonb)) AS p(project_id text, region text)"""
    )
)
Place = tuple[str, str | None]


def tally(session: Sessions, moved: Moved) -> None:
    """Bring the sums of what moved up to date."""
    if not moved.sources:
        return
    sources = {"sources": sorted(moved.sources)}
    for statement in (OF_SUMS, *TAKE_OFF, FORGET, ADD_UP, *PUT_ON, OF_SUMS):
        session.execute(statement, sources)


def renamed(session: Sessions, projects: list[str]) -> Moved:
    """Find the records whose facts know their line of the plan by another name than their sums do."""
    return Moved.of(session.execute(RENAMED, {"projects": projects}))


def beat(session: Sessions, places: Iterable[Place]) -> None:
    """Tell open pages that something about these regions of projects moved (None: about the project)."""
    named = [{"project_id": project, "region": region} for project, region in sorted(set(places), key=str)]
    if named:
        session.execute(OF_PLACES, {"places": orjson.dumps(named).decode()})
