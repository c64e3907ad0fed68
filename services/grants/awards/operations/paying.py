"""Paying a grant and taking payments back. Every change locks in one order: award, fund, contest."""

from __future__ import annotations

import uuid
from datetime import date
from decimal import Decimal

from sqlalchemy import text

from services.grants.awards.models import Award, Payment
from services.grants.awards.operations.telling import AwardEnded, carry, check_day
from services.grants.awards.queries import is_named, parents_of, reversal_of
from services.grants.contests.record import publish_contest
from services.grants.db import db
from services.grants.tranches.models import Tranche
from services.grants.tranches.operations import drop_tranche, give_tranche_back, plan_tranche, take_tranche
from services.grants.tranches.queries import tranches_of
from services.grants.waivers.models import TRANCHE
from services.grants.waivers.queries import has_paper, paper_due, waived
from shared.clock import today
from shared.doors.errors import Conflict
from shared.i18n import format_money
from shared.language.evidence import AGREEMENT

PAY = text(
    "UPDATE awards SET paid = paid + :amount WHERE id = :award "
    "AND status <> 'cancelled' AND paid + :amount <= amount RETURNING id"
)
PAY_FROM_FUND = text(
    "UPDATE funds SET paid = paid + :amount WHERE contest_id = :contest AND region = :region"
)


class PaidTooMuch(Conflict):
    """Of this grant %(left)s is still to be paid, so %(amount)s cannot be."""

    code = "paid_too_much"


class AgreementNeeded(Conflict):
    """Nothing is paid without a signed agreement on file. Attach the agreement first,
    or ask for an exception."""

    code = "agreement_needed"


class TrancheInLedger(Conflict):
    """Tranche %(number)s was paid, and the payment taken back. Both stay in the ledger,
    so the tranche stays too."""

    code = "tranche_in_ledger"


class PaymentReversed(Conflict):
    """This payment has already been taken back."""

    code = "payment_reversed"


def pay_award(award: Award, amount: Decimal, paid_on: date | None = None, document: str = "") -> Payment:
    """Record a payment to the group; together they can never be more than the grant."""
    day = paid_on or today()
    check_day("paid_on", day, award.awarded_on)
    if not db.session.execute(PAY, {"award": award.id, "amount": amount}).first():
        raise not_payable(award, amount)
    part = due_part(award, amount)
    said = {"amount": amount, "paid_on": day, "document": document}
    return keep_payment(award, Payment(award_id=award.id, tranche_id=part, **said))


def due_part(award: Award, amount: Decimal) -> uuid.UUID | None:
    """The tranche a payment belongs to, when the agreement is on file; None by an exception."""
    if not has_paper(award, AGREEMENT) and not waived(award, AGREEMENT):
        raise AgreementNeeded(detail=paper_due(award, AGREEMENT))
    if waived(award, TRANCHE):
        return None
    return take_tranche(award.id, amount, award.status == "completed")


def plan_award(award: Award, amount: Decimal, after: str) -> Tranche:
    """Divide the next tranche off a held award."""
    if award.status == "cancelled":
        raise AwardEnded(detail={"status": award.status})
    return plan_tranche(award.id, award.amount, amount, after)


def drop_part(award: Award) -> None:
    """Take the last tranche of a grant off, unless the ledger names it. TrancheInLedger, TranchePaid."""
    last = tranches_of(award.id)[-1:]
    if last and not last[0].paid and is_named(last[0].id):
        raise TrancheInLedger(number=last[0].number)
    drop_tranche(award.id)


def not_payable(award: Award, amount: Decimal) -> Conflict:
    """Why so much cannot be paid."""
    if award.status == "cancelled":
        return AwardEnded(detail={"status": award.status})
    left = award.amount - award.paid
    said = {"left": format_money(left), "amount": format_money(amount)}
    return PaidTooMuch(field="amount", detail={"left": left}, **said)


def reverse_payment(award: Award, payment: Payment, reason: str) -> Payment:
    """Take back a payment entered by mistake or returned by the group; both lines stay."""
    if payment.reverses or reversal_of(payment):
        raise PaymentReversed
    db.session.execute(PAY, {"award": award.id, "amount": -payment.amount})
    give_tranche_back(payment.tranche_id, payment.amount)
    return keep_payment(award, line_against(payment, reason))


def line_against(payment: Payment, reason: str) -> Payment:
    """The line that takes a payment back."""
    return Payment(
        award_id=payment.award_id,
        tranche_id=payment.tranche_id,
        amount=-payment.amount,
        paid_on=today(),
        document=payment.document,
        reverses=payment.id,
        reason=reason,
    )


def keep_payment(award: Award, payment: Payment) -> Payment:
    """Add a line of money to the region's fund and tell the contest's new sums."""
    place = {"contest": award.contest_id, "region": award.region}
    db.session.execute(PAY_FROM_FUND, {**place, "amount": payment.amount})
    db.session.add(payment)
    db.session.flush()
    db.session.refresh(award)
    carry(award)
    publish_contest(parents_of(award)[0])
    return payment
