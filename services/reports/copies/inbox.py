"""Records of the registry, events and grants: keep the copy, then derive its facts again."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.reports.copies.models import AttendanceCopy, GatheringCopy, PersonCopy, RecordCopy
from services.reports.copies.queries import projects
from services.reports.figures.derivation import derive_gatherings, derive_record
from shared.language.records import state, to_json
from shared.outbox import Envelope, newer


def keep_gatherings(session: Session, envelopes: list[Envelope]) -> None:
    """Keep gatherings and derive the facts of those that changed."""
    changed = newer(
        session,
        GatheringCopy,
        envelopes,
        lambda record: {
            "project_id": record.project_id,
            "activity_id": record.activity_id,
            "type": record.type,
            "title": record.title,
            "region": record.region,
            "settlement": record.settlement,
            "starts_on": record.starts_on,
            "starts_at": record.starts_at,
            "ends_at": record.ends_at,
            "zone": record.zone,
            "centre_id": record.centre_id,
            "status": record.status,
            "page": record.page,
            "evidence": to_json(record.evidence),
            "also_needed": to_json(record.also_needed),
        },
    )
    derive_gatherings(session, [envelope.key for envelope in changed])


def keep_attendance(session: Session, envelopes: list[Envelope]) -> None:
    """Keep attendances and derive the facts of their gatherings."""
    changed = newer(
        session,
        AttendanceCopy,
        envelopes,
        lambda record: {
            "gathering_id": record.gathering_id,
            "person_id": record.person_id,
            "attended": record.attended,
            "sex": record.sex,
            "birth_year": record.birth_year,
            "category": record.category,
        },
    )
    derive_again(session, {envelope.record.gathering_id for envelope in changed})


def keep_people(session: Session, envelopes: list[Envelope]) -> None:
    """Keep who counts as whom and derive the facts of the gatherings these people were at."""
    changed = newer(session, PersonCopy, envelopes, lambda record: {"same_as": record.same_as})
    came = select(AttendanceCopy.gathering_id).where(
        AttendanceCopy.person_id.in_([envelope.record.id for envelope in changed])
    )
    derive_again(session, set(session.scalars(came)))


def derive_again(session: Session, ids: set[str]) -> None:
    """Derive the facts of gatherings that are known by what their attendances call them."""
    known = select(GatheringCopy.key).where(GatheringCopy.id.in_(ids)).order_by(GatheringCopy.key)
    derive_gatherings(session, list(session.scalars(known)))


def keep_others(session: Session, envelopes: list[Envelope]) -> None:
    """Keep a centre, publication, contest, application or award and derive its facts."""
    changed = newer(
        session,
        RecordCopy,
        envelopes,
        lambda record: {"kind": record.KIND, "project_id": record.project_id, "state": state(record)},
        source,
    )
    for envelope in changed:
        derive_record(session, envelope.kind, source(envelope), state(envelope.record))


def source(envelope: Envelope) -> str:
    """What the facts of a record are derived from: "award/<id>"."""
    return f"{envelope.kind}/{envelope.key}"


def copies_of(session: Session, kind: str, project_id: str) -> list[dict[str, Any]]:
    """States of the kept records of a kind, but for those that were dropped."""
    return list(
        session.scalars(
            select(RecordCopy.state).where(
                RecordCopy.kind == kind,
                RecordCopy.project_id == project_id,
                RecordCopy.state["status"].astext.is_distinct_from("dropped"),
            )
        )
    )


HANDLERS = {
    "project": projects.keep,
    "gathering": keep_gatherings,
    "attendance": keep_attendance,
    "person": keep_people,
    "centre": keep_others,
    "publication": keep_others,
    "contest": keep_others,
    "application": keep_others,
    "award": keep_others,
}
