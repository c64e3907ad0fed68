"""What a report seals of the records behind its figures: each state of a record is kept once, under the first
seal that saw it, so that a seal costs what has moved since the one before and not what there is.

Who changes a record says so (`moved_records`, which only grows at its end); who seals takes what it can see,
keeps what is other than it was, and the rest waits for the next seal. Seals take turns.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager

from sqlalchemy import text

from services.reports.db import db
from services.reports.facts.operations.proofs import OPENS
from shared.tables import Sessions

KEEP, AT_ONCE = "reports.keep_sealed", 2_000
TURN = text("SELECT pg_advisory_xact_lock(hashtext('seal'))")
NEXT = text("SELECT nextval('seals')")
COMING = text("SELECT last_value + is_called::int FROM seals")
MOVED = text("INSERT INTO moved_records (source) SELECT unnest(CAST(:sources AS text[]))")
EVERY = text("INSERT INTO moved_records (source) SELECT DISTINCT source FROM source_sums")
ABOUT = "project_id, subtype, activity_id, region, occurred_on, numerator, denominator, evidence, gone"
KEPT = text(f"""
    WITH moved AS (
        DELETE FROM moved_records WHERE id IN (
            SELECT id FROM moved_records ORDER BY id LIMIT CAST(:most AS bigint)) RETURNING source
    ), about AS (
        SELECT m.source, ARRAY(
            SELECT DISTINCT e->>'sha256' FROM (
                SELECT g.evidence FROM gathering_copies g
                WHERE m.source LIKE 'gathering/%' AND g.key = substr(m.source, 11)
                UNION ALL SELECT r.state->'evidence' FROM record_copies r WHERE r.key = m.source
            ) copy, jsonb_array_elements(copy.evidence) e
            WHERE e->>'sha256' IS NOT NULL AND {OPENS} ORDER BY 1) AS evidence
        FROM (SELECT DISTINCT source FROM moved) m
    ), former AS (
        SELECT DISTINCT ON (v.source, v.measure) v.* FROM about JOIN sealed_records v USING (source)
        ORDER BY v.source, v.measure, v.seal DESC
    ), present AS (
        SELECT source, measure, project_id, subtype, activity_id, region, occurred_on, numerator,
            denominator, evidence, false AS gone
        FROM about JOIN source_sums s USING (source)
        UNION ALL
        SELECT source, measure, project_id, subtype, activity_id, region, occurred_on, numerator,
            denominator, evidence, true
        FROM former o WHERE NOT EXISTS (
            SELECT FROM source_sums s WHERE s.source = o.source AND s.measure = o.measure)
    ), written AS (
        INSERT INTO sealed_records AS v (source, measure, seal, {ABOUT})
        SELECT n.source, n.measure, :seal, {", ".join(f"n.{name}" for name in ABOUT.split(", "))}
        FROM present n LEFT JOIN former o USING (source, measure)
        WHERE ({", ".join(f"n.{name}" for name in ABOUT.split(", "))})
            IS DISTINCT FROM ({", ".join(f"o.{name}" for name in ABOUT.split(", "))})
        ON CONFLICT (source, measure, seal) DO UPDATE
            SET ({ABOUT}) = ROW({", ".join(f"excluded.{name}" for name in ABOUT.split(", "))})
    ) SELECT count(*) FROM moved""")


def moves(session: Sessions, sources: Collection[str]) -> None:
    """Say that what these records bring, or what proves it, may be another: the next seal looks at them."""
    if sources:
        session.execute(MOVED, {"sources": list(sources)})


def everything_moves(session: Sessions) -> None:
    """Say so of all records."""
    session.execute(EVERY)


@contextmanager
def turn() -> Iterator[None]:
    """Nobody else seals meanwhile. A connection of its own holds the lock: whoever seals sees one moment, and
    that must not begin before the seal of another has ended."""
    with db.engine.begin() as guard:
        guard.execute(TURN)
        yield


def seal(session: Sessions) -> int:
    """Keep whatever has moved, as the present transaction sees it; the number of the seal, under which
    `figures.queries.sealed` finds it again."""
    number = int(session.scalar(NEXT) or 0)
    session.execute(KEPT, {"seal": number, "most": None})
    return number


def keep_some(session: Sessions) -> int:
    """Keep some of what has moved under the seal that comes, so that it is not left to the report; how many
    were looked at."""
    coming = session.scalar(COMING)
    return int(session.scalar(KEPT, {"seal": coming, "most": AT_ONCE}) or 0)
