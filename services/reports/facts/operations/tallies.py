"""Sums kept with the facts, in their transaction: what each record brings, and what a place and a month do.

All of them move by the difference only. What a record brings is moved by the facts that changed; what a place
and a month do by what their records brought before, which is taken off, and what they bring now, put on.
"""

from __future__ import annotations

from collections.abc import Iterable

import orjson
from sqlalchemy import text

from services.reports.facts.operations.moved import Moved
from services.reports.facts.operations.parts import AMOUNTS, MARKS, amounts
from services.reports.facts.operations.proofs import refile
from services.reports.facts.operations.sealing import moves
from services.reports.facts.operations.unused import settle_unused
from shared.tables import Sessions

PLACE = ("project_id", "measure", "subtype", "activity_id", "region")
MONTH = "date_trunc('month', occurred_on)::date"
ABOUT = ("project_id", "subtype", "activity_id", "region", "occurred_on", "rule")
SUMS_OF = ("source", "measure", *ABOUT, "facts", *AMOUNTS)
TYPES = dict.fromkeys(AMOUNTS, "numeric") | {"occurred_on": "date", "rule": "int", "facts": "int"}
OF_FACTS = """
    SELECT source, measure, project_id, coalesce(subtype, '') AS subtype,
        coalesce(activity_id, '') AS activity_id, coalesce(region, '') AS region, occurred_on,
        max(rule) AS rule, count(*)::int AS facts, {amounts}
    FROM facts WHERE {which}
    GROUP BY source, measure, project_id, facts.subtype, facts.activity_id, facts.region, occurred_on"""


def listed(names: Iterable[str]) -> str:
    """Columns in a statement."""
    return ", ".join(names)


def of_facts(which: str) -> str:
    """The query that adds up the facts of some records anew."""
    return OF_FACTS.format(which=which, amounts=amounts())


OURS = "source = ANY(:sources)"
CHANGES = f"""
    SELECT {listed(f"coalesce(c.{name}, '')" if name in PLACE else f"c.{name}" for name in SUMS_OF)}
    FROM jsonb_to_recordset(CAST(:changes AS jsonb))
        AS c({listed(f"{name} {TYPES.get(name, 'text')}" for name in SUMS_OF)})"""
MORE = """coalesce({table}.{name} + excluded.{name}, {table}.{name}, excluded.{name})"""
APPLY = text(f"""
    INSERT INTO source_sums AS s ({listed(SUMS_OF)}) {CHANGES}
    ON CONFLICT (source, measure) DO UPDATE SET
        {listed(f"{name} = excluded.{name}" for name in ABOUT)},
        {listed(f"{name} = {MORE.format(table='s', name=name)}" for name in ("facts", *AMOUNTS))}""")
EMPTY = text(f"DELETE FROM source_sums WHERE {OURS} AND facts = 0")
ADD_UP = text(
    f"INSERT INTO source_sums ({listed(SUMS_OF)}) SELECT {listed(SUMS_OF)} FROM ({of_facts(OURS)}) f"
)
RENAMED = text("""
    SELECT DISTINCT f.project_id, f.source, f.person_id FROM facts f
    JOIN source_sums s ON s.source = f.source AND s.measure = f.measure
    WHERE f.project_id = ANY(:projects) AND s.activity_id <> coalesce(f.activity_id, '')""")
FORGET = text(f"DELETE FROM source_sums WHERE {OURS}")
OF_PLACE = (*PLACE, "month", "rule", "proofs")
OF_SIZE = (*PLACE, "month", "brought")
COUNTED = (*AMOUNTS, "records")
BY_PLACE = f"""
    SELECT {listed(PLACE)}, {MONTH} AS month, rule, proofs,
        {listed(f"{{sign}}sum({name}) AS {name}" for name in AMOUNTS)}, {{sign}}count(*) AS records
    FROM source_sums WHERE {{which}} GROUP BY {listed(PLACE)}, {MONTH}, rule, proofs
    ORDER BY {listed(PLACE)}, {MONTH}, rule, proofs"""
BY_SIZE = f"""
    SELECT {listed(PLACE)}, {MONTH} AS month, numerator AS brought, {{sign}}count(*) AS records
    FROM source_sums WHERE {{which}} AND source LIKE 'gathering/%'
    GROUP BY {listed(PLACE)}, {MONTH}, numerator
    ORDER BY {listed(PLACE)}, {MONTH}, numerator"""
MOVE = f"""
    INSERT INTO tallies AS t ({listed((*OF_PLACE, *COUNTED))}) {BY_PLACE}
    ON CONFLICT ({listed(OF_PLACE)}) DO UPDATE SET
        {listed(f"{name} = {MORE.format(table='t', name=name)}" for name in COUNTED)}"""
MOVE_SIZES = f"""
    INSERT INTO sizes AS s ({listed((*OF_SIZE, "records"))}) {BY_SIZE}
    ON CONFLICT ({listed(OF_SIZE)}) DO UPDATE SET records = s.records + excluded.records"""
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
    """Bring the sums of what moved up to date, by what changed."""
    sources = moved.sources
    if not sources:
        return
    take_off(session, sources)
    if moved.changes:
        session.execute(APPLY, {"changes": moved.rows()})
        session.execute(EMPTY, {"sources": sources})
    put_on(session, sources)


def tally_anew(session: Sessions, sources: list[str]) -> None:
    """Add the sums of these records up from their facts, whatever was kept."""
    if sources:
        take_off(session, sources)
        session.execute(FORGET, {"sources": sources})
        session.execute(ADD_UP, {"sources": sources, **MARKS})
        put_on(session, sources)


def take_off(session: Sessions, sources: list[str]) -> None:
    """Places and months lose what these records brought; open pages hear of it."""
    for statement in (OF_SUMS, *TAKE_OFF):
        session.execute(statement, {"sources": sources})


def put_on(session: Sessions, sources: list[str]) -> None:
    """Places and months get what these records bring, with the files that speak for them now."""
    refile(session, sources)
    for statement in (*PUT_ON, OF_SUMS):
        session.execute(statement, {"sources": sources})
    settle_unused(session, sources)
    moves(session, sources)


def renamed(session: Sessions, projects: list[str]) -> Moved:
    """The records, and the people among them, whose facts know their line of the plan by another name than
    their sums do."""
    found = session.execute(RENAMED, {"projects": projects}).all()
    people = frozenset((row.project_id, row.person_id) for row in found if row.person_id)
    return Moved(people=people, refiled=frozenset(row.source for row in found))


def beat(session: Sessions, places: Iterable[Place]) -> None:
    """Tell open pages that something about these regions of projects moved (None: about the project)."""
    named = [{"project_id": project, "region": region} for project, region in sorted(set(places), key=str)]
    if named:
        session.execute(OF_PLACES, {"places": orjson.dumps(named).decode()})
