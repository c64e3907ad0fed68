"""Gatherings as the other services are told about them."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select

from services.events.db import db
from services.events.gatherings.models import Gathering
from services.events.participants.models import Participant
from shared.language.records.attendance import Attendance
from shared.language.records.gathering import Gathering as GatheringRecord
from shared.outbox import publish
from shared.proofs.queries import proofs_of


def publish_gathering(gathering: Gathering) -> None:
    """Tell reports the gathering's present state with its evidence."""
    db.session.flush()
    publish(db.session, gathering_record(gathering))


def publish_attendance(participants: Iterable[Participant]) -> None:
    """Tell reports who was there, without names."""
    publish(db.session, *map(attendance_record, participants))


def attendance_record(item: Participant) -> Attendance:
    """Give an attendance as it travels."""
    return Attendance(
        id=f"{item.gathering_id}/{item.person_id}",
        page=f"/events/gatherings/{item.gathering_id}",
        gathering_id=str(item.gathering_id),
        person_id=str(item.person_id),
        attended=item.attended,
        sex=item.sex,
        birth_year=item.birth_year,
        category=item.category,
        settlement=item.settlement,
    )


def gathering_record(gathering: Gathering) -> GatheringRecord:
    """Give a gathering as it travels."""
    return GatheringRecord(
        id=str(gathering.id),
        page=f"/events/gatherings/{gathering.id}",
        project_id=str(gathering.project_id),
        activity_id=gathering.activity_id,
        type=gathering.type,
        title=gathering.title,
        region=gathering.region,
        settlement=gathering.settlement,
        starts_on=gathering.starts_on,
        ends_on=gathering.ends_on,
        starts_at=gathering.starts_at,
        ends_at=gathering.ends_at,
        zone=gathering.zone,
        centre_id=str(gathering.centre_id) if gathering.centre_id else None,
        mode=gathering.mode,
        status=told_status(gathering),
        evidence=proofs_of(gathering),
        also_needed=tuple(tuple(kinds) for kinds in gathering.also_needed or ()),
    )


def told_status(gathering: Gathering) -> str:
    """The state reports count by: held with nobody there and no reason is not held yet."""
    return "planned" if gathering.status == "held" and not counts(gathering) else gathering.status


def counts(gathering: Gathering) -> bool:
    """Whether a gathering that was held counts: with people present, or with the reason for none."""
    return bool(gathering.nobody_reason) or somebody_came(gathering)


def somebody_came(gathering: Gathering) -> bool:
    """Whether anybody is marked as present."""
    present = select(Participant.id).where(Participant.gathering_id == gathering.id, Participant.attended)
    return db.session.scalar(present.limit(1)) is not None
