"""Facts of gatherings and of who was at them: by the thousand, so in one statement each.

A fact that is the same as before is not written again; one that is no longer true goes.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy import TextClause

from services.reports.facts.operations.moved import Moved
from services.reports.facts.operations.proofs import OPENS
from services.reports.facts.operations.writing import writing
from shared.language import evidence
from shared.language.gatherings import BRIEFING, COMMISSION_MEETING
from shared.language.measures.gatherings import (
    ATTENDANCE_LISTS,
    ATTENDANCE_PERSONS,
    EVENT_PROGRAMMES,
    EVENTS_HELD,
    FEEDBACK_RECEIVED,
    PRESENTATIONS,
)
from shared.tables import Sessions

# The commission's meeting is entered with its contest and counts as a gathering by that record alone.
HELD = f"""
    SELECT g.project_id, m.measure, g.type, g.activity_id, 'gathering/' || g.key, g.starts_on, g.region,
        g.settlement, g.centre_id, m.brought, NULL::numeric, '', NULL, NULL, NULL::int, m.rule
    FROM gathering_copies g CROSS JOIN LATERAL (
        SELECT coalesce(array_agg(e->>'kind'), '{{}}') AS kinds,
               coalesce(sum((e->>'quantity')::int) FILTER (WHERE e->>'kind' = :feedback), 0) AS feedback
        FROM jsonb_array_elements(g.evidence) e WHERE {OPENS}) proof
    CROSS JOIN LATERAL (VALUES
        (:events_held, CAST(:held_rule AS int), CASE WHEN g.type <> :of_contest THEN 1 END),
        (:programmes, :programme_rule, CASE WHEN :programme = ANY(proof.kinds) THEN 1 END),
        (:presentations, :presentation_rule,
            CASE WHEN g.type = :briefing AND :presentation = ANY(proof.kinds) THEN 1 END),
        (:lists, :list_rule, CASE WHEN :signed_list = ANY(proof.kinds) THEN 1 END),
        (:feedbacks, :feedback_rule, nullif(greatest(proof.feedback, g.answered), 0))
    ) AS m(measure, rule, brought)
    WHERE g.key = ANY(:keys) AND g.status = 'held' AND m.brought IS NOT NULL"""
# A home speaks of its own gatherings only: what it says of another's, or under another's number, joins
# nothing.
ATTENDED = """
    SELECT DISTINCT ON (g.key, who.id) g.project_id, :attendances, g.type, g.activity_id,
        'gathering/' || g.key, g.starts_on, g.region, g.settlement, g.centre_id, 1, NULL::numeric,
        who.id, a.category, a.sex, a.birth_year, CAST(:attendance_rule AS int)
    FROM attendance_copies a JOIN gathering_copies g ON g.id = a.gathering_id
        AND split_part(g.key, ':', 1) = split_part(a.key, ':', 1)
    LEFT JOIN counted_people p USING (person_id)
    CROSS JOIN LATERAL (SELECT coalesce(p.counted_as, a.person_id) AS id) who
    WHERE g.key = ANY(:keys) AND g.status = 'held' AND a.attended {whom}
    ORDER BY g.key, who.id, a.person_id <> who.id, a.key"""
# Of a few people among thousands only their own rows are looked at.
THESE = """AND who.id = ANY(:people) AND a.person_id IN (
        SELECT unnest(CAST(:people AS text[]))
        UNION SELECT person_id FROM counted_people WHERE counted_as = ANY(:people))"""
PLACE = "f.source = ANY(:sources) AND f.measure = ANY(:measures)"
OF_GATHERINGS = writing(HELD, PLACE).bindparams(
    events_held=EVENTS_HELD.name,
    held_rule=EVENTS_HELD.version,
    programmes=EVENT_PROGRAMMES.name,
    programme_rule=EVENT_PROGRAMMES.version,
    programme=evidence.PROGRAMME,
    presentations=PRESENTATIONS.name,
    presentation_rule=PRESENTATIONS.version,
    presentation=evidence.PRESENTATION,
    briefing=BRIEFING,
    of_contest=COMMISSION_MEETING,
    lists=ATTENDANCE_LISTS.name,
    list_rule=ATTENDANCE_LISTS.version,
    signed_list=evidence.SIGNED_LIST,
    feedbacks=FEEDBACK_RECEIVED.name,
    feedback_rule=FEEDBACK_RECEIVED.version,
    feedback=evidence.FEEDBACK,
    measures=[
        EVENTS_HELD.name,
        EVENT_PROGRAMMES.name,
        PRESENTATIONS.name,
        ATTENDANCE_LISTS.name,
        FEEDBACK_RECEIVED.name,
    ],
)


def attended(whom: str, place: str) -> TextClause:
    """The statement that derives who was there."""
    return writing(ATTENDED.format(whom=whom), place).bindparams(
        attendances=ATTENDANCE_PERSONS.name,
        attendance_rule=ATTENDANCE_PERSONS.version,
        measures=[ATTENDANCE_PERSONS.name],
    )


OF_EVERYBODY = attended("", PLACE)
OF_THESE_PEOPLE = attended(THESE, PLACE + " AND f.person_id = ANY(:people)")


def derive_gatherings(session: Sessions, keys: Sequence[str]) -> Moved:
    """Bring the facts of these gatherings themselves up to date, not those of their people; what moved."""
    return Moved.of(session.execute(OF_GATHERINGS, bound(keys))) if keys else Moved()


def derive_attendances(session: Sessions, keys: Sequence[str], people: Collection[str] | None) -> Moved:
    """Bring up to date who was at these gatherings: all of them (None), or only these people; what moved."""
    if not keys or (people is not None and not people):
        return Moved()
    if people is None:
        return Moved.of(session.execute(OF_EVERYBODY, bound(keys)))
    return Moved.of(session.execute(OF_THESE_PEOPLE, bound(keys) | {"people": sorted(people)}))


def bound(keys: Sequence[str]) -> dict[str, object]:
    """Parameters of the statements above."""
    return {"keys": list(keys), "sources": [f"gathering/{key}" for key in keys]}
