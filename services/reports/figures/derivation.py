"""From copies to facts. `source` is the record a fact came from: "gathering/<id>", "award/<id>" …"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import delete, insert, text
from sqlalchemy.orm import Session

from services.reports.figures.models import Fact

HELD = text("""
    INSERT INTO facts (project_id, measure, subtype, activity, source, occurred_on, region, value, proven)
    SELECT g.project_id, m.measure, g.type, g.activity, 'gathering/' || g.key, g.starts_on, g.region,
        m.value, m.proven
    FROM gathering_copies g CROSS JOIN LATERAL (
        SELECT coalesce(array_agg(e->>'kind'), '{}') AS kinds,
               coalesce(sum((e->>'quantity')::int) FILTER (WHERE e->>'kind' = 'feedback'), 0) AS feedback
        FROM jsonb_array_elements(g.evidence) e) proof
    CROSS JOIN LATERAL (VALUES
        ('events_held', 1, proof.kinds && ARRAY['signed_list', 'protocol', 'screenshot', 'presentation']),
        ('event_programmes_attached', CASE WHEN 'programme' = ANY(proof.kinds) THEN 1 END, true),
        ('attendance_lists_attached', CASE WHEN 'signed_list' = ANY(proof.kinds) THEN 1 END, true),
        ('feedback_received', nullif(proof.feedback, 0), true)
    ) AS m(measure, value, proven)
    WHERE g.key = ANY(:keys) AND g.status = 'held' AND m.value IS NOT NULL""")
ATTENDED = text("""
    INSERT INTO facts (project_id, measure, subtype, activity, source, occurred_on, region, value, person_id,
        category, sex, birth_year,
                       proven)
    SELECT DISTINCT ON (g.key, who.id) g.project_id, 'attendance_persons', g.type, g.activity,
        'gathering/' || g.key, g.starts_on, g.region,
           1, who.id, a.category, a.sex, a.birth_year, g.evidence @> '[{"kind": "signed_list"}]'
    FROM attendance_copies a JOIN gathering_copies g ON g.key = a.gathering_id
    LEFT JOIN person_copies p ON p.key = a.person_id
    CROSS JOIN LATERAL (SELECT coalesce(p.same_as, a.person_id) AS id) who
    WHERE g.key = ANY(:keys) AND g.status = 'held' AND a.attended
    ORDER BY g.key, who.id, a.person_id <> who.id, a.key""")
ISSUED = {
    "press_release": ("media_items", "press_release"),
    "social_post": ("media_items", "social_post"),
    "press_article": ("media_items", "press_article"),
    "media_plan": ("documents_issued", "media_plan"),
    "final_presentation": ("documents_issued", "final_presentation"),
    "brochure": ("publications_ready", "brochure"),
    "brochure_handout": ("brochures_distributed", None),
    "expert_review": ("expert_reviews", None),
    "manual_handover": ("manual_handed_over", None),
}


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
        "activity": state.get("activity"),
        "source": source,
        "region": state.get("region"),
    }
    if rows:
        session.execute(insert(Fact), [{**shared, **row} for row in rows])


def fact(
    measure: str,
    on: str | None,
    proven: bool,
    *,
    subtype: str | None = None,
    category: str | None = None,
    value: int = 1,
) -> dict[str, Any]:
    """The part of a fact that differs from rule to rule."""
    return {
        "measure": measure,
        "subtype": subtype,
        "category": category,
        "occurred_on": on,
        "value": Decimal(value),
        "proven": proven,
    }


def has(state: dict[str, Any], *kinds: str) -> bool:
    """Whether a file of one of these kinds is attached."""
    return any(item["kind"] in kinds for item in state["evidence"])


def of_centre(state: dict[str, Any]) -> list[dict[str, Any]]:
    """An open centre counts from the day it opened."""
    if state["status"] == "planned":
        return []
    return [fact("centers_open", state["opened_on"], has(state, "opening_act", "memorandum"))]


def of_publication(state: dict[str, Any]) -> list[dict[str, Any]]:
    """What was issued counts from its day; a link or a file proves it."""
    if state["status"] != "published":
        return []
    measure, subtype = ISSUED[state["kind"]]
    return [
        fact(
            measure,
            state["issued_on"],
            bool(state["evidence"] or state["link"]),
            subtype=subtype,
            category=state.get("medium"),
            value=state["quantity"],
        )
    ]


def of_contest(state: dict[str, Any]) -> list[dict[str, Any]]:
    """Regulation, commission meeting and protocol of a contest; a dropped draft brings nothing."""
    if state["status"] == "dropped":
        return []
    return [
        fact("contest_regulation_approved", state["regulation_on"], has(state, "regulation")),
        fact("commission_meetings_held", state["commission_on"], has(state, "protocol", "score_sheet")),
        fact("contest_protocol_signed", state["protocol_on"], has(state, "protocol")),
    ]


def of_application(state: dict[str, Any]) -> list[dict[str, Any]]:
    """A registered application counts, whatever becomes of it; a withdrawn one does not."""
    if state["status"] == "withdrawn":
        return []
    return [fact("applications_received", state["registered_on"], has(state, "application"))]


def of_award(state: dict[str, Any]) -> list[dict[str, Any]]:
    """An award makes its initiative group count; the finished sub-project counts from its acceptance."""
    if state["status"] == "cancelled":
        return []
    return [
        fact("initiative_groups_formed", state["awarded_on"], has(state, "group_protocol", "agreement")),
        fact("subprojects_completed", state["completed_on"], has(state, "act", "report")),
    ]


RULES = {
    "centre": of_centre,
    "publication": of_publication,
    "contest": of_contest,
    "application": of_application,
    "award": of_award,
}
MEASURES = {
    "events_held",
    "event_programmes_attached",
    "attendance_lists_attached",
    "feedback_received",
    "attendance_persons",
    "unique_persons",
    "centers_open",
    "media_items",
    "documents_issued",
    "publications_ready",
    "brochures_distributed",
    "expert_reviews",
    "manual_handed_over",
    "contest_regulation_approved",
    "commission_meetings_held",
    "contest_protocol_signed",
    "applications_received",
    "initiative_groups_formed",
    "subprojects_completed",
}
