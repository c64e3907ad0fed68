"""Showing a phone: with a reason, so many an hour, and the person's history says to whom."""

from __future__ import annotations

from typing import Any

from sqlalchemy import text

from services.registry.db import db
from services.registry.people.models import Person, PhoneReveal
from services.registry.people.queries import reveals_of
from shared.access import actor
from shared.doors.errors import Conflict, Invalid

MOST = 20  # an hour: who calls a whole village has its signed list
ONE_BY_ONE = text("SELECT pg_advisory_xact_lock(hashtext('phones ' || :who))")


class NoPhone(Conflict):
    """No phone of this person is written down."""

    code = "no_phone"


class TooManyPhones(Invalid):
    """You have looked at %(most)s phones within an hour.
    Wait a little: for a whole group there is its list."""

    code, status, again_after = "too_many_phones", 429, 600


def reveal_phone(person: Person, values: dict[str, Any]) -> PhoneReveal:
    """Show the actor a person's phone, and keep what for."""
    if not person.phone_sealed:
        raise NoPhone
    db.session.execute(ONE_BY_ONE, {"who": actor().id})
    if reveals_of(actor().id) >= MOST:
        raise TooManyPhones(most=MOST)
    item = PhoneReveal(person_id=person.id, reason=values["reason"])
    db.session.add(item)
    db.session.flush()
    return item
