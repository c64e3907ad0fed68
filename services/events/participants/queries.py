"""What is true about participants."""
from __future__ import annotations

import uuid
from typing import Any

from sqlalchemy import func, select

from services.events.db import db
from services.events.participants.models import Participant
from shared.errors import NotFound


def participants_of(gathering_id: uuid.UUID) -> list[Participant]:
    """The list of a gathering in the order it was entered."""
    return list(db.session.scalars(select(Participant).where(Participant.gathering_id == gathering_id).order_by(Participant.id)))


def get_participant(gathering_id: uuid.UUID, participant_id: uuid.UUID) -> Participant:
    """A line of a gathering's list; NotFound."""
    found = db.session.get(Participant, participant_id)
    if found is None or found.gathering_id != gathering_id:
        raise NotFound
    return found


def known_people(gathering_id: uuid.UUID) -> dict[uuid.UUID, Participant]:
    """The list of a gathering by person."""
    return {item.person_id: item for item in participants_of(gathering_id)}


def counts_of(gathering_id: uuid.UUID) -> dict[str, int]:
    """`{listed, attended}` of a gathering."""
    row = db.session.execute(select(func.count(), func.count().filter(Participant.attended)).where(
        Participant.gathering_id == gathering_id)).one()
    return {"listed": row[0], "attended": row[1]}


def described(item: Participant) -> dict[str, Any]:
    """A line of the list as JSON."""
    names = ("id", "person_id", "name", "sex", "birth_year", "settlement", "category", "organisation", "attended")
    return {name: getattr(item, name) for name in names}
