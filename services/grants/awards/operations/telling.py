"""What every change of an award ends with: its day is checked, the others are told."""

from __future__ import annotations

from datetime import date

from services.grants.applications import operations as applications
from services.grants.awards.models import Award
from services.grants.awards.queries import (
    parents_of,
)
from services.grants.awards.record import publish_award
from services.grants.db import db
from shared.clock import today
from shared.doors.errors import Conflict, Invalid
from shared.i18n import format_date


class DayOutside(Invalid):
    """The day must be between %(first)s and today."""

    code = "day_outside"


class AwardEnded(Conflict):
    """This grant is cancelled or its sub-project is completed, so this cannot be done."""

    code = "award_ended"


def check_day(field: str, day: date, first: date) -> None:
    """Refuse a day before what it follows, or one that has not come."""
    if not first <= day <= today():
        raise DayOutside(field=field, first=format_date(first))


def tell(award: Award) -> None:
    """Publish an award with the application and the contest whose money it moves."""
    db.session.flush()
    publish_award(award)
    carry(award)
    applications.tell(parents_of(award)[1])


def carry(award: Award) -> None:
    """Keep beside its application what an award has."""
    standing = (award.id, award.amount, award.paid)
    gone = award.status == "cancelled"
    applications.carry_award(parents_of(award)[1], *((None, None, None) if gone else standing))
