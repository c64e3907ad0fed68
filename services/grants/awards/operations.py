"""Giving money and accounting for it. Every change locks in one order: application, award, fund, contest."""

from __future__ import annotations

import uuid
from datetime import date
from decimal import Decimal

from flask_babel import gettext as _
from sqlalchemy import text

from services.grants.applications import operations as applications
from services.grants.applications.models import Application
from services.grants.applications.operations import check_amount, check_waiting, facts_of
from services.grants.applications.queries import contest_of
from services.grants.awards.models import Award, Payment
from services.grants.awards.queries import (
    beyond_commission,
    parents_of,
    reversal_of,
    unproven,
)
from services.grants.awards.record import publish_award
from services.grants.contests.models import Contest
from services.grants.contests.queries.contests import average
from services.grants.contests.queries.funds import fund_left
from services.grants.contests.record import publish_contest
from services.grants.db import db
from services.grants.projects.queries import projects, region_name
from shared.clock import today
from shared.doors.errors import Conflict, Invalid
from shared.i18n import format_date, format_money, said
from shared.language import evidence
from shared.language.words import inside
from shared.plugins import plugins
from shared.plugins.asking import in_words
from shared.plugins.specifications import ContestFacts

TAKE = text(
    "UPDATE funds SET awarded = awarded + :amount WHERE contest_id = :contest AND region = :region "
    "AND awarded + :amount <= amount RETURNING region"
)
GIVE_BACK = text(
    "UPDATE funds SET awarded = awarded - :amount WHERE contest_id = :contest AND region = :region"
)
COUNT = text(
    "UPDATE contests SET awards = awards + 1, awarded = awarded + :amount WHERE id = :contest "
    "AND awarded + :amount <= average_limit * (awards + 1) RETURNING awards"
)
DISCOUNT = text("UPDATE contests SET awards = awards - 1, awarded = awarded - :amount WHERE id = :contest")
PAY = text(
    "UPDATE awards SET paid = paid + :amount WHERE id = :award "
    "AND status <> 'cancelled' AND paid + :amount <= amount RETURNING id"
)
PAY_FROM_FUND = text(
    "UPDATE funds SET paid = paid + :amount WHERE contest_id = :contest AND region = :region"
)


class FundExhausted(Conflict):
    """%(region)s: the fund has %(left)s left, so %(amount)s cannot be awarded."""

    code = "fund_exhausted"


class GrantCapExceeded(Conflict):
    """One grant of this contest may be at most %(cap)s, so %(amount)s cannot be awarded."""

    code = "grant_cap_exceeded"


class RegionalCapExceeded(Conflict):
    """%(amount)s cannot be awarded: one grant here may be at most %(cap)s. Reason: %(reason)s."""

    code = "regional_cap_exceeded"


class AverageExceeded(Conflict):
    """With this award the average grant would be %(average)s; the contest allows %(limit)s at most."""

    code = "average_exceeded"


class OverRecommended(Conflict):
    """The commission recommends %(recommended)s, and %(amount)s is more. Write why more is awarded."""

    code = "over_recommended"


class AgainstCommission(Conflict):
    """The commission does not recommend a grant. Write why it is awarded all the same."""

    code = "against_commission"


class DayOutside(Invalid):
    """The day must be between %(first)s and today."""

    code = "day_outside"


class AwardPaid(Conflict):
    """%(paid)s of this grant has already been paid, so it cannot be cancelled."""

    code = "award_paid"


class AwardEnded(Conflict):
    """This grant is cancelled or its sub-project is completed, so this cannot be done."""

    code = "award_ended"


class NotCompleted(Conflict):
    """This sub-project is not accepted, so there is nothing to take back."""

    code = "not_completed"


class PaidTooMuch(Conflict):
    """Of this grant %(left)s is still to be paid, so %(amount)s cannot be."""

    code = "paid_too_much"


class PaymentReversed(Conflict):
    """This payment has already been taken back."""

    code = "payment_reversed"


class PapersMissing(Conflict):
    """Attach first: %(papers)s. Without that nobody can prove that the sub-project is finished."""

    code = "papers_missing"


def award_grant(
    application: Application, amount: Decimal, awarded_on: date | None = None, over_reason: str = ""
) -> Award:
    """Award a locked application; nothing can be over-awarded by any number of hands,
    and a refusal changes nothing."""
    contest, day = contest_of(application), awarded_on or today()
    check_waiting(application)
    projects.open(contest.project_id)
    check_day("awarded_on", day, application.registered_on)
    check_amount("amount", application, amount)
    reason = check_commission(application, amount, over_reason)
    check_caps(contest, application, amount)
    take_money(contest, application.region, amount)
    award = new_award(application, amount=amount, awarded_on=day, over_reason=reason)
    tell(award)
    return award


def new_award(application: Application, **said: Decimal | date | str | None) -> Award:
    """Make an application an award."""
    place = {"contest_id": application.contest_id, "region": application.region}
    award = Award(application_id=application.id, **place, **said)
    db.session.add(award)
    application.status = "awarded"
    return award


def check_commission(application: Application, amount: Decimal, reason: str) -> str | None:
    """The reason for not following the commission, None where it is followed;
    OverRecommended, AgainstCommission without one."""
    if not beyond_commission(application, amount):
        return None
    if not reason and application.recommended is None:
        raise AgainstCommission(field="over_reason")
    if not reason:
        raise OverRecommended(
            field="over_reason",
            recommended=format_money(application.recommended),
            amount=format_money(amount),
            detail={"recommended": application.recommended},
        )
    return reason


def take_money(contest: Contest, region: str, amount: Decimal) -> None:
    """Take an award from its region's fund and count it in its contest; FundExhausted, AverageExceeded."""
    if not take_from_fund(contest.id, region, amount):
        raise fund_exhausted(contest, region, amount)
    hold_average(contest, amount)


def take_from_fund(contest_id: uuid.UUID, region: str, amount: Decimal) -> bool:
    """Move money from a region's fund to an award; False when there is not enough,
    judged and done in one statement."""
    taken = db.session.execute(TAKE, {"contest": contest_id, "region": region, "amount": amount})
    return taken.first() is not None


def fund_exhausted(contest: Contest, region: str, amount: Decimal) -> FundExhausted:
    """The refusal that says how much is left."""
    left = fund_left(contest.id, region)
    return FundExhausted(
        field="amount",
        region=region_name(projects.get(contest.project_id), region),
        left=format_money(left),
        amount=format_money(amount),
        detail={"left": left, "region": region},
    )


def check_caps(contest: Contest, application: Application, amount: Decimal) -> None:
    """Refuse more than the contest's or the region's cap on one grant;
    RuleUnavailable when the region's rule cannot be asked."""
    for cap, reason in caps(contest, application):
        said = {"field": "amount", "cap": format_money(cap), "amount": format_money(amount)}
        if amount > cap and not reason:
            raise GrantCapExceeded(detail={"cap": cap}, **said)
        if amount > cap:
            raise RegionalCapExceeded(detail={"cap": cap, "reason": reason}, reason=reason, **said)


def caps(contest: Contest, application: Application) -> list[tuple[Decimal, str]]:
    """The most one grant may be (tenge): by the contest, without a reason,
    and by the region's rule with its reason. RuleUnavailable."""
    cap = plugins().budget_caps(application.region, contest_facts(contest), facts_of(application))
    regional = [(cap.amount, in_words(cap.reason))] if cap else []
    return ([(contest.grant_cap, "")] if contest.grant_cap else []) + regional


def contest_facts(contest: Contest) -> ContestFacts:
    """A contest as a region's rule sees it."""
    return ContestFacts(
        str(contest.id),
        contest.title,
        projects.get(contest.project_id).code_of(contest.activity_id) or "",
        contest.opens_on,
        contest.closes_on,
        contest.grant_cap,
    )


def hold_average(contest: Contest, amount: Decimal) -> None:
    """Count an award in its contest while the average stays within the limit."""
    if not db.session.execute(COUNT, {"contest": contest.id, "amount": amount}).first():
        would_be = average(contest.id, amount)
        raise AverageExceeded(
            field="amount",
            average=format_money(would_be),
            limit=format_money(contest.average_limit),
            detail={"average": would_be, "limit": contest.average_limit},
        )


def average_warning(contest: Contest) -> Decimal | None:
    """The average award, when it is above what the contest warns of."""
    present = average(contest.id)
    return present if present and present > contest.average_warning else None


def cancel_award(award: Award, reason: str) -> None:
    """Take a grant back; the money returns to its region's fund and the application waits again."""
    if award.status != "awarded":
        raise AwardEnded(detail={"status": award.status})
    if award.paid:
        raise AwardPaid(paid=format_money(award.paid), detail={"paid": award.paid})
    award.status, award.cancel_reason = "cancelled", reason
    parents_of(award)[1].status = "registered"
    give_back(award)
    tell(award)


def give_back(award: Award) -> None:
    """Return an award's money to its region's fund, and take it out of the contest's average."""
    db.session.flush()
    money = {"contest": award.contest_id, "region": award.region, "amount": award.amount}
    db.session.execute(GIVE_BACK, money)
    db.session.execute(DISCOUNT, money)


def complete_subproject(award: Award, completed_on: date | None = None) -> None:
    """Accept a finished sub-project, so that it counts;
    its agreement and its act or report must be attached."""
    if award.status != "awarded":
        raise AwardEnded(detail={"status": award.status})
    day = completed_on or today()
    check_day("completed_on", day, award.awarded_on)
    if lacking := unproven(award):
        raise PapersMissing(papers=choices(lacking), detail={"missing": lacking})
    award.status, award.completed_on = "completed", day
    publish_award(award)


def reopen_subproject(award: Award, reason: str) -> None:
    """Take an acceptance back with its reason: the sub-project is under way again and does not count."""
    if award.status != "completed":
        raise NotCompleted
    award.status, award.completed_on, award.reopen_reason = "awarded", None, reason
    publish_award(award)


def choices(lacking: list[tuple[str, ...]]) -> str:
    """Papers in words, where one of several would do."""
    return "; ".join(choice(*map(paper, kinds)) for kinds in lacking)


def paper(kind: str) -> str:
    """A kind of evidence inside a sentence."""
    return inside(said(evidence.kind(kind, "award").words))


def choice(one: str, other: str = "") -> str:
    """A paper, or one of two."""
    return _("%(one)s or %(other)s", one=one, other=other) if other else one


def pay_award(award: Award, amount: Decimal, paid_on: date | None = None, document: str = "") -> Payment:
    """Record a payment to the group; together they can never be more than the grant."""
    day = paid_on or today()
    check_day("paid_on", day, award.awarded_on)
    if not db.session.execute(PAY, {"award": award.id, "amount": amount}).first():
        raise not_payable(award, amount)
    return keep_payment(award, Payment(award_id=award.id, amount=amount, paid_on=day, document=document))


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
    return keep_payment(award, line_against(payment, reason))


def line_against(payment: Payment, reason: str) -> Payment:
    """The line that takes a payment back."""
    return Payment(
        award_id=payment.award_id,
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
