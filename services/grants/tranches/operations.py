"""Dividing a grant into tranches, and paying them in their order. The award is held by whoever calls."""

from __future__ import annotations

import uuid
from decimal import Decimal

from services.grants.db import db
from services.grants.tranches.models import ACCEPTANCE, Tranche
from services.grants.tranches.queries import next_tranche, tranches_of
from shared.doors.errors import Conflict
from shared.i18n import format_money


class TranchesAboveGrant(Conflict):
    """Of this grant %(left)s is not yet divided into tranches, so a tranche of %(amount)s is too much."""

    code = "tranches_above_grant"


class TranchePaid(Conflict):
    """There is no last tranche of which nothing is paid, so none is taken off."""

    code = "tranche_paid"


class TrancheNeeded(Conflict):
    """The agreement’s tranches are paid in full, or not entered. Enter the next tranche first,
    or ask for an exception."""

    code = "tranche_needed"


class TrancheLocked(Conflict):
    """Tranche %(number)s is paid after the sub-project is accepted. Accept it first,
    or ask for an exception."""

    code = "tranche_locked"


class TrancheExceeded(Conflict):
    """Of tranche %(number)s %(left)s is still to be paid, and %(amount)s is more than that."""

    code = "tranche_exceeded"


def plan_tranche(award_id: uuid.UUID, grant: Decimal, amount: Decimal, after: str) -> Tranche:
    """Add the next tranche of a grant; together they are never more than it."""
    known = tranches_of(award_id)
    left = grant - sum((found.amount for found in known), Decimal(0))
    if amount > left:
        said = {"left": format_money(left), "amount": format_money(amount)}
        raise TranchesAboveGrant(field="amount", detail={"left": left}, **said)
    tranche = Tranche(award_id=award_id, number=len(known) + 1, amount=amount, after=after)
    db.session.add(tranche)
    db.session.flush()
    return tranche


def drop_tranche(award_id: uuid.UUID) -> None:
    """Take the last tranche off while nothing of it is paid."""
    last = tranches_of(award_id)[-1:]
    if not last or last[0].paid:
        raise TranchePaid
    db.session.delete(last[0])


def take_tranche(award_id: uuid.UUID, amount: Decimal, accepted: bool) -> uuid.UUID:
    """Pay so much of the next tranche; its id."""
    tranche = next_tranche(award_id)
    if tranche is None:
        raise TrancheNeeded
    if tranche.after == ACCEPTANCE and not accepted:
        raise TrancheLocked(number=tranche.number)
    left = tranche.amount - tranche.paid
    if amount > left:
        said = {"left": format_money(left), "amount": format_money(amount)}
        raise TrancheExceeded(field="amount", number=tranche.number, detail={"left": left}, **said)
    tranche.paid += amount
    return tranche.id


def give_tranche_back(tranche_id: uuid.UUID | None, amount: Decimal) -> None:
    """Let a payment that is taken back be due again in its tranche."""
    tranche = db.session.get(Tranche, tranche_id) if tranche_id else None
    if tranche:
        tranche.paid -= amount
