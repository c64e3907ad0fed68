"""Gatherings as the other services are told about them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from services.events.db import db
from services.events.evidence.models import Evidence
from services.events.evidence.queries import of_gathering
from services.events.gatherings.models import Gathering
from services.events.participants.models import Participant
from shared.outbox import publish
from shared.records.events import Attendance
from shared.records.events import Gathering as GatheringRecord


def publish_gathering(gathering: Gathering) -> None:
    """Tell reports the gathering's present state with its evidence."""
    db.session.flush()
    publish(
        db.session,
        GatheringRecord(
            key=str(gathering.id),
            project_id=str(gathering.project_id),
            activity=gathering.activity,
            type=gathering.type,
            title=gathering.title,
            region=gathering.region,
            settlement=gathering.settlement,
            starts_on=gathering.starts_on.isoformat(),
            ends_on=gathering.ends_on.isoformat() if gathering.ends_on else None,
            mode=gathering.mode,
            status=gathering.status,
            evidence=[proof(item) for item in of_gathering(gathering.id)],
        ),
    )


def proof(item: Evidence) -> dict[str, Any]:
    """One file as it travels: enough to open and to seal it."""
    return {
        "id": str(item.id),
        "kind": item.kind,
        "sha256": item.sha256,
        "name": item.name,
        "quantity": item.quantity,
    }


def publish_attendance(participants: Iterable[Participant]) -> None:
    """Tell reports who was there, without names."""
    publish(
        db.session,
        *(
            Attendance(
                key=f"{item.gathering_id}/{item.person_id}",
                gathering_id=str(item.gathering_id),
                person_id=str(item.person_id),
                attended=item.attended,
                sex=item.sex,
                birth_year=item.birth_year,
                category=item.category,
                settlement=item.settlement,
            )
            for item in participants
        ),
    )
