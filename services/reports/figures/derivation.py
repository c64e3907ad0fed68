"""From copies to facts. `source` is the record a fact came from: "gathering/<id>", "award/<id>" …"""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import delete, insert, text
from sqlalchemy.orm import Session

from services.reports.figures.models import Fact
from shared.language import evidence
from shared.language.expressions import parse
from shared.language.measure import Measure
from shared.language.measures.centres import CENTERS_OPEN
from shared.language.measures.contest import (
    APPLICATIONS_RECEIVED,
    COMMISSION_MEETINGS,
    GROUPS_FORMED,
    PROTOCOL_SIGNED,
    REGULATION_APPROVED,
    SUBPROJECTS_COMPLETED,
)
from shared.language.measures.gatherings import (
    ATTENDANCE_LISTS,
    ATTENDANCE_PERSONS,
    EVENT_PROGRAMMES,
    EVENTS_HELD,
    FEEDBACK_RECEIVED,
)
from shared.language.publications import KINDS

HELD = text("""
    INSERT INTO facts (project_id, measure, subtype, activity_id, source, occurred_on, region, value, proven)
    SELECT g.project_id, m.measure, g.type, g.activity_id, 'gathering/' || g.key, g.starts_on, g.region,
        m.value, m.proven
    FROM gathering_copies g CROSS JOIN LATERAL (
        SELECT coalesce(array_agg(e->>'kind'), '{}') AS kinds,
               coalesce(sum((e->>'quantity')::int) FILTER (WHERE e->>'kind' = :feedback), 0) AS feedback
        FROM jsonb_array_elements(g.evidence) e) proof
    CROSS JOIN LATERAL (VALUES
        (:events_held, 1, proof.kinds && CAST(:proving AS text[])
            AND NOT EXISTS (
                SELECT FROM jsonb_array_elements(g.also_needed) asked WHERE NOT asked ?| proof.kinds)),
        (:programmes, CASE WHEN :programme = ANY(proof.kinds) THEN 1 END, true),
        (:lists, CASE WHEN :signed_list = ANY(proof.kinds) THEN 1 END, true),
        (:feedbacks, nullif(proof.feedback, 0), true)
    ) AS m(measure, value, proven)
    WHERE g.key = ANY(:keys) AND g.status = 'held' AND m.value IS NOT NULL""").bindparams(
    events_held=EVENTS_HELD.name,
    proving=list(EVENTS_HELD.proven_by),
    programmes=EVENT_PROGRAMMES.name,
    programme=evidence.PROGRAMME,
    lists=ATTENDANCE_LISTS.name,
    signed_list=evidence.SIGNED_LIST,
    feedbacks=FEEDBACK_RECEIVED.name,
    feedback=evidence.FEEDBACK,
)
ATTENDED = text("""
    INSERT INTO facts (project_id, measure, subtype, activity_id, source, occurred_on, region, value,
        person_id, category, sex, birth_year, proven)
    SELECT DISTINCT ON (g.key, who.id) g.project_id, :attendances, g.type, g.activity_id,
        'gathering/' || g.key, g.starts_on, g.region,
           1, who.id, a.category, a.sex, a.birth_year, g.evidence @> CAST(:signed AS jsonb)
    FROM attendance_copies a JOIN gathering_copies g ON g.id = a.gathering_id
    LEFT JOIN person_copies p ON p.id = a.person_id
    CROSS JOIN LATERAL (SELECT coalesce(p.same_as, a.person_id) AS id) who
    WHERE g.key = ANY(:keys) AND g.status = 'held' AND a.attended
    ORDER BY g.key, who.id, a.person_id <> who.id, a.key""").bindparams(
    attendances=ATTENDANCE_PERSONS.name, signed=json.dumps([{"kind": evidence.SIGNED_LIST}])
)


def derive_gatherings(session: Session, keys: list[str]) -> None:
    """Derive the facts of these gatherings anew."""
    if not keys:
        return
    session.execute(delete(Fact).where(Fact.source.in_([f"gathering/{key}" for key in keys])))
    session.execute(HELD, {"keys": keys})
    session.execute(ATTENDED, {"keys": keys})


def derive_record(session: Session, kind: str, source: str, state: dict[str, Any]) -> None:
    """Derive the facts of one other record anew."""
    session.execute(delete(Fact).where(Fact.source == source))
    rows = [row for row in RULES[kind](state) if row["occurred_on"]]
    for row in rows:
        row["occurred_on"] = date.fromisoformat(row["occurred_on"])
    shared = {
        "project_id": state["project_id"],
        "activity_id": state.get("activity_id"),
        "source": source,
        "region": state.get("region"),
    }
    if rows:
        session.execute(insert(Fact), [{**shared, **row} for row in rows])


def fact(
    measure: Measure,
    on: str | None,
    state: dict[str, Any],
    *,
    subtype: str | None = None,
    category: str | None = None,
    value: int = 1,
) -> dict[str, Any]:
    """The part of a fact that differs from rule to rule."""
    return {
        "measure": measure.kept_as,
        "subtype": subtype,
        "category": category,
        "occurred_on": on,
        "value": Decimal(value),
        "proven": is_proven(measure, state),
    }


def is_proven(measure: Measure, state: dict[str, Any]) -> bool:
    """Whether a file of a kind that proves it is attached; any file or link where no kind is asked."""
    if not measure.proven_by:
        return bool(state["evidence"] or state.get("link"))
    return any(item["kind"] in measure.proven_by for item in state["evidence"])


def of_centre(state: dict[str, Any]) -> list[dict[str, Any]]:
    """An open centre counts from the day it opened."""
    return [] if state["status"] == "planned" else [fact(CENTERS_OPEN, state["opened_on"], state)]


def of_publication(state: dict[str, Any]) -> list[dict[str, Any]]:
    """What was issued counts from its day; a link or a file proves it."""
    if state["status"] != "published":
        return []
    issued = parse(KINDS[state["kind"]].measure)
    if issued.measure is None:
        return []
    return [
        fact(
            issued.measure,
            state["issued_on"],
            state,
            subtype=next(iter(issued.subtypes), None),
            category=state.get("medium"),
            value=state["quantity"],
        )
    ]


def of_contest(state: dict[str, Any]) -> list[dict[str, Any]]:
    """Regulation, commission meeting and protocol of a contest; a dropped draft brings nothing."""
    if state["status"] == "dropped":
        return []
    return [
        fact(REGULATION_APPROVED, state["regulation_on"], state),
        fact(COMMISSION_MEETINGS, state["commission_on"], state),
        fact(PROTOCOL_SIGNED, state["protocol_on"], state),
    ]


def of_application(state: dict[str, Any]) -> list[dict[str, Any]]:
    """A registered application counts, whatever becomes of it; a withdrawn one does not."""
    if state["status"] == "withdrawn":
        return []
    return [fact(APPLICATIONS_RECEIVED, state["registered_on"], state)]


def of_award(state: dict[str, Any]) -> list[dict[str, Any]]:
    """An award makes its initiative group count; the finished sub-project counts from its acceptance."""
    if state["status"] == "cancelled":
        return []
    return [
        fact(GROUPS_FORMED, state["awarded_on"], state),
        fact(SUBPROJECTS_COMPLETED, state["completed_on"], state),
    ]


RULES = {
    "centre": of_centre,
    "publication": of_publication,
    "contest": of_contest,
    "application": of_application,
    "award": of_award,
}
