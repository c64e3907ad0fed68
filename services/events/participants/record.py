"""Attendances as reports are told about them, without names."""

from __future__ import annotations

from collections.abc import Iterable

from services.events.db import db
from services.events.participants.models import Participant
from shared.language.records.attendance import Attendance
from shared.queue.outbox import publish


def publish_attendance(participants: Iterable[Participant]) -> None:
    """Tell reports who was there, without names."""
    publish(db.session, *map(attendance_record, participants))


def attendance_record(item: Participant) -> Attendance:
    """Give an attendance as it travels."""
    return Attendance(
        id=f"{item.gathering_id}/{item.person_id}",
        page=f"/events/gatherings/{item.gathering_id}",
        project_id=str(item.gathering.project_id),
        gathering_id=str(item.gathering_id),
        person_id=str(item.person_id),
        attended=item.attended,
        sex=item.sex,
        birth_year=item.birth_year,
        category=item.category,
        settlement=item.settlement,
    )
