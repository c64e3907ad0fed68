"""Facts of gatherings and of who was at them: by the thousand, so in one statement each.

A fact that is the same as before is not written again; one that is no longer true goes.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence

from services.reports.facts.models import CLAIMED, EVIDENCED
from services.reports.facts.operations.moved import Moved
from services.reports.facts.operations.writing import writing
from shared.language import evidence
from shared.language.measures.gatherings import (
    ATTENDANCE_LISTS,
    ATTENDANCE_PERSONS,
    EVENT_PROGRAMMES,
    EVENTS_HELD,
    FEEDBACK_RECEIVED,
)
from shared.tables import Sessions

HELD = """
    SELECT g.project_id, m.measure, g.type, g.activity_id, 'gathering/' || g.key, g.starts_on, g.region,
        g.settlement, g.centre_id, m.brought, NULL::numeric, '', NULL, NULL, NULL::int,
        CASE WHEN m.proven THEN :evidenced ELSE :claimed END
    FROM gathering_copies g CROSS JOIN LATERAL (
        SELECT coalesce(array_agg(e->>'kind'), '{}') AS kinds,
               coalesce(sum((e->>'quantity')::int) FILTER (WHERE e->>'kind' = :feedback), 0) AS feedback
        FROM jsonb_array_elements(g.evidence) e) proof
    CROSS JOIN LATERAL (VALUES
        (:events_held, 1, proof.kinds && CAST(:proving AS text[]) AND NOT EXISTS (
            SELECT FROM jsonb_array_elements(g.also_needed) asked WHERE NOT asked ?| proof.kinds)),
        (:programmes, CASE WHEN :programme = ANY(proof.kinds) THEN 1 END, true),
        (:lists, CASE WHEN :signed_list = ANY(proof.kinds) THEN 1 END, true),
        (:feedbacks, nullif(proof.feedback, 0), true)
    ) AS m(measure, brought, proven)
    WHERE g.key = ANY(:keys) AND g.status = 'held' AND m.brought IS NOT NULL"""
ATTENDED = """
    SELECT DISTINCT ON (g.key, who.id) g.project_id, :attendances, g.type, g.activity_id,
        'gathering/' || g.key, g.starts_on, g.region, g.settlement, g.centre_id, 1, NULL::numeric,
        who.id, a.category, a.sex, a.birth_year,
        CASE WHEN g.evidence @> CAST(:signed AS jsonb) THEN :evidenced ELSE :claimed END
    FROM attendance_copies a JOIN gathering_copies g ON g.id = a.gathering_id
    LEFT JOIN person_copies p ON p.id = a.person_id
    CROSS JOIN LATERAL (SELECT coalesce(p.same_as, a.person_id) AS id) who
    WHERE g.key = ANY(:keys) AND g.status = 'held' AND a.attended
      AND (CAST(:people AS text[]) IS NULL OR who.id = ANY(:people))
    ORDER BY g.key, who.id, a.person_id <> who.id, a.key"""
PLACE = "f.source = ANY(:sources) AND f.measure = ANY(:measures)"
PEOPLE = PLACE + " AND (CAST(:people AS text[]) IS NULL OR f.person_id = ANY(:people))"
OF_GATHERINGS = writing(HELD, PLACE).bindparams(
    events_held=EVENTS_HELD.name,
    proving=list(EVENTS_HELD.proven_by),
    programmes=EVENT_PROGRAMMES.name,
    programme=evidence.PROGRAMME,
    lists=ATTENDANCE_LISTS.name,
    signed_list=evidence.SIGNED_LIST,
    feedbacks=FEEDBACK_RECEIVED.name,
    feedback=evidence.FEEDBACK,
    measures=[EVENTS_HELD.name, EVENT_PROGRAMMES.name, ATTENDANCE_LISTS.name, FEEDBACK_RECEIVED.name],
)
OF_ATTENDANCES = writing(ATTENDED, PEOPLE).bindparams(
    attendances=ATTENDANCE_PERSONS.name,
    signed=json.dumps([{"kind": evidence.SIGNED_LIST}]),
    measures=[ATTENDANCE_PERSONS.name],
)


def derive_gatherings(session: Sessions, keys: Sequence[str]) -> Moved:
    """Bring all facts of these gatherings up to date; what moved."""
    if not keys:
        return Moved()
    held = session.execute(OF_GATHERINGS, bound(keys))
    return Moved.of(held).and_also(derive_attendances(session, keys, None))


def derive_attendances(session: Sessions, keys: Sequence[str], people: Collection[str] | None) -> Moved:
    """Bring up to date who was at these gatherings: all of them (None), or only these people; what moved."""
    if not keys or people == []:
        return Moved()
    asked = {"people": None if people is None else sorted(people)}
    return Moved.of(session.execute(OF_ATTENDANCES, bound(keys) | asked))


def bound(keys: Sequence[str]) -> dict[str, object]:
    """Parameters of the statements above."""
    sources = [f"gathering/{key}" for key in keys]
    return {"keys": list(keys), "sources": sources, "claimed": CLAIMED, "evidenced": EVIDENCED}
