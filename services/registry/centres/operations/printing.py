"""What papers say of a centre, where its region's plugin prints more of it than when it was saved."""

from __future__ import annotations

import logging
import uuid
from typing import Any

from sqlalchemy import select

from services.registry.centres.models import Centre
from services.registry.centres.operations.opening import asked_of
from services.registry.centres.record import publish_centre
from services.registry.db import db
from shared.doors.errors import Refusal
from shared.doors.transaction import carry_out
from shared.plugins import extra

log = logging.getLogger("asar.centres")


def print_more() -> int:
    """Write down what is printed since of answers that centres gave before, and tell the other services; how
    many. One whose plugin cannot be asked waits for the next time."""
    answered = select(Centre.id).where(Centre.extra != {})
    return sum(map(is_told_anew, db.session.scalars(answered).all()))


def is_told_anew(centre_id: uuid.UUID) -> bool:
    """Whether more is printed of a centre than was; it is asked for before the centre is held."""
    centre = db.session.get_one(Centre, centre_id)
    answers = dict(centre.extra)
    try:
        found = extra.told(asked_of(centre), answers)
    except Refusal as refusal:
        log.warning("what is printed of centre %s is not known: %s", centre_id, refusal.code)
        return False
    if found == centre.printed or not labels(centre.printed) <= labels(found):
        return False  # a plugin that is gone, or asks less, takes nothing off a paper
    return carry_out(tell, centre_id, answers, found)


def labels(printed: list[dict[str, Any]]) -> set[str]:
    """What stands before each answer."""
    return {said["label"]["ru"] for said in printed}


def tell(centre_id: uuid.UUID, answers: dict[str, Any], found: list[dict[str, Any]]) -> bool:
    """Keep what is printed, unless the centre was saved meanwhile with other answers."""
    centre = db.session.get_one(Centre, centre_id, with_for_update=True, populate_existing=True)
    if centre.extra != answers:
        return False
    centre.printed = found
    publish_centre(centre)
    return True
