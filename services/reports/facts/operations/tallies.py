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
SUMS_OF = ("source", "measure", "project_id", "subtype", "activity_id", "region", "occurred_on", "proven")
KNOWN = {
    WOMEN: "sex = :female",
    SEX: "sex IS NOT NULL",
    YOUTH: "category = :young",
    PAPER: "category = :paper",
    ELECTRONIC: "category = :electronic",
    CATEGORY: "category IS NOT NULL",
}
OF_FACTS = """
    SELECT source, measure, project_id, coalesce(subtype, '') AS subtype,
        coalesce(activity_id, '') AS activity_id, coalesce(region, '') AS region, occurred_on,
        bool_and(state <> 'claimed') AS proven,
        sum(numerator) AS numerator, sum(denominator) AS denominator,
        {parts}
    FROM facts WHERE {which}
    GROUP BY source, measure, project_id, facts.subtype, facts.activity_id, facts.region, occurred_on"""
MARKS = {
    "female": categories.FEMALE,
    "young": categories.YOUTH,
    "paper": publications.PAPER,
    "electronic": publications.ELECTRONIC,
}


def of_facts(which: str) -> str:
    """The query that adds up the facts of some records anew."""
    part = "coalesce(sum(numerator) FILTER (WHERE {known}), 0) AS {name}"
    parts = ", ".join(part.format(name=name, known=KNOWN[name]) for name in PARTS)
    return OF_FACTS.format(which=which, parts=parts)


OURS = "source = ANY(:sources)"
ADD_UP = text(
    f"INSERT INTO source_sums ({', '.join((*SUMS_OF, 'numerator', 'denominator', *PARTS))})" + of_facts(OURS)
).bindparams(**MARKS)
RENAMED = text("""
    SELECT DISTINCT f.project_id, f.source, f.person_id FROM facts f
    JOIN source_sums s ON s.source = f.source AND s.measure = f.measure
    WHERE f.project_id = ANY(:projects) AND s.activity_id <> coalesce(f.activity_id, '')""")
FORGET = text("DELETE FROM source_sums WHERE source = ANY(:sources)")
MOVED_SUMS = ("numerator", "denominator", *PARTS, "records", "proven")
OF_PLACE = f"""
    SELECT {PLACE}, {MONTH} AS month, {{sign}}sum(numerator) AS numerator,
        {{sign}}sum(denominator) AS denominator,
        {", ".join(f"{{sign}}sum({part}) AS {part}" for part in PARTS)},
        {{sign}}count(*) AS records, {{sign}}count(*) FILTER (WHERE proven) AS proven
    FROM source_sums WHERE {{which}} GROUP BY {PLACE}, {MONTH} ORDER BY {PLACE}, {MONTH}"""
OF_SIZE = f"""
    SELECT {PLACE}, {MONTH} AS month, numerator AS brought, {{sign}}count(*) AS records FROM source_sums
    WHERE {{which}} AND source LIKE 'gathering/%' GROUP BY {PLACE}, {MONTH}, numerator
    ORDER BY {PLACE}, {MONTH}, numerator"""
MOVE = f"""
    INSERT INTO tallies AS t ({PLACE}, month, {", ".join(MOVED_SUMS)}) {OF_PLACE}
    ON CONFLICT ({PLACE}, month) DO UPDATE SET
        {", ".join(f"{name} = t.{name} + excluded.{name}" for name in MOVED_SUMS if name != "denominator")},
        denominator = coalesce(t.denominator + excluded.denominator, t.denominator, excluded.denominator)"""
MOVE_SIZES = f"""
    INSERT INTO sizes AS s ({PLACE}, month, brought, records) {OF_SIZE}
    ON CONFLICT ({PLACE}, month, brought) DO UPDATE SET records = s.records + excluded.records"""
TAKE_OFF = tuple(text(statement.format(sign="-", which=OURS)) for statement in (MOVE, MOVE_SIZES))
PUT_ON = tuple(text(statement.format(sign="", which=OURS)) for statement in (MOVE, MOVE_SIZES))
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
