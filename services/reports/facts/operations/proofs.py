"""The kinds of files that speak for a record: kept beside its sums, judged by each line of a plan."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import text

from services.reports.facts.operations.moved import Moved
from shared.language.evidence import PUBLICATION_LINK
from shared.language.measures.gatherings import EVENTS_HELD
from shared.tables import Sessions

# A file that cannot be opened proves nothing.
OPENS = "coalesce(e->>'unopened', '') = ''"
# A gathering that lacks what its region asks for besides is not proven to have been held, whatever it has.
OF_RECORDS = f"""
    SELECT 'gathering/' || g.key AS source, has.kinds, EXISTS (
        SELECT FROM jsonb_array_elements(g.also_needed) asked WHERE NOT asked ?| has.kinds) AS lacks
    FROM gathering_copies g CROSS JOIN LATERAL (SELECT ARRAY(
        SELECT DISTINCT e->>'kind' FROM jsonb_array_elements(g.evidence) e
        WHERE {OPENS} ORDER BY 1) AS kinds) has
    WHERE {{gatherings}}
    UNION ALL
    SELECT r.key, ARRAY(
        SELECT DISTINCT e->>'kind' FROM jsonb_array_elements(r.state->'evidence') e WHERE {OPENS}
        UNION SELECT :link WHERE coalesce(r.state->>'link', '') <> '' ORDER BY 1), false
    FROM record_copies r WHERE {{others}}"""
EVERY = OF_RECORDS.format(gatherings="true", others="true")
THESE = OF_RECORDS.format(gatherings="g.key = ANY(:keys)", others="r.key = ANY(:sources)")
SAID = """CASE WHEN p.lacks AND s.measure = :held THEN CAST('{}' AS text[]) ELSE p.kinds END"""
REFILED = text(f"""
    SELECT DISTINCT s.source FROM source_sums s JOIN ({THESE}) p ON p.source = s.source
    WHERE s.proofs IS DISTINCT FROM {SAID}""")
REFILE = text(f"""
    UPDATE source_sums s SET proofs = {SAID} FROM ({THESE}) p
    WHERE p.source = s.source AND s.proofs IS DISTINCT FROM {SAID}""")
PROVING = {"link": PUBLICATION_LINK, "held": EVENTS_HELD.name}


def refiled(session: Sessions, sources: Collection[str]) -> Moved:
    """The records among these whose files are others than their sums know."""
    found = session.scalars(REFILED, asked(sources)) if sources else ()
    return Moved(refiled=frozenset(found))


def refile(session: Sessions, sources: Collection[str]) -> None:
    """Let the sums of these records know their files."""
    session.execute(REFILE, asked(sources))


def asked(sources: Collection[str]) -> dict[str, object]:
    """Parameters of the statements above."""
    gatherings = [name.partition("/")[2] for name in sources if name.startswith("gathering/")]
    return {**PROVING, "keys": gatherings, "sources": list(sources)}
