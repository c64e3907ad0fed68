"""Giving money. Every change locks in one order: application, award, fund, contest."""

from __future__ import annotations

import uuid
from datetime import date
from decimal import Decimal

from sqlalchemy import text

from services.grants.applications.models import Application
from services.grants.applications.operations import check_amount, check_waiting, facts_of
from services.grants.applications.queries import contest_of
from services.grants.awards.models import Award
from services.grants.awards.operations.telling import AwardEnded, check_day, tell
from services.grants.awards.queries import (
    beyond_commission,
    parents_of,
)
from services.grants.conditions.operations import check_conditions, contest_facts
from services.grants.contests.models import Contest
from services.grants.contests.queries.contests import average
from services.grants.contests.queries.funds import fund_left, holder_of
from services.grants.db import db
from services.grants.projects.queries import projects, region_name
from services.grants.rulebooks.queries import book_of
from services.grants.waivers.models import INTAKE
from services.grants.waivers.queries import has_paper, paper_due, waived
from shared.clock import today
from shared.doors.errors import Conflict
from shared.i18n import format_money
from shared.language.evidence import PROTOCOL
from shared.plugins import plugins
from shared.plugins.asking import in_words
from shared.proofs.declaring import floor

OVER = ("closed", "decided")
TAKE = text(
    "UPDATE funds SET awarded = awarded + :amount WHERE contest_id = :contest AND region = :region "
    "AND awarded + away + :amount <= amount AND holder IS NULL RETURNING region"
)
GIVE_BACK = text(
    "UPDATE funds SET awarded = awarded - :amount WHERE contest_id = :contest AND region = :region"
)
COUNT = text(
    "UPDATE contests SET awards = awards + 1, awarded = awarded + :amount WHERE id = :contest "
    "AND awarded + :amount <= average_limit * (awards + 1) RETURNING awards"
)
DISCOUNT = text("UPDATE contests SET awards = awards - 1, awarded = awarded - :amount WHERE id = :contest")


class FundExhausted(Conflict):
    """%(region)s: the fund has %(left)s left, so %(amount)s cannot be awarded."""

    code = "fund_exhausted"


class FundElsewhere(Conflict):
    """%(region)s: the deployment “%(deployment)s” has this fund, and grants of it are awarded there."""

    code = "fund_elsewhere"


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


class RecommendationNeeded(Conflict):
    """The commission’s recommendation is not entered.
    Enter it, or write why the grant is awarded without it."""

    code = "recommendation_needed"


class IntakeOpen(Conflict):
    """Applications still come. Close the contest first, or ask for an exception."""

    code = "intake_open"


class ProtocolNeeded(Conflict):
    """No grant is awarded before the protocol of the results is there.
    Attach the protocol of the results first, or ask for an exception."""

    code = "protocol_needed"


class AwardPaid(Conflict):
    """%(paid)s of this grant has already been paid, so it cannot be cancelled."""

    code = "award_paid"


def award_grant(
    application: Application, amount: Decimal, awarded_on: date | None = None, over_reason: str = ""
) -> Award:
    """Award a locked application of a contest that is over and has its protocol; nothing can be
    over-awarded by any number of hands, and a refusal changes nothing."""
    contest, day = contest_of(application), awarded_on or today()
    check_waiting(application)
    projects.open(contest.project_id)
    check_day("awarded_on", day, first_day(contest, application))
    check_amount("amount", application, amount)
    reason = check_commission(application, amount, over_reason)
    check_caps(contest, application, amount)
    check_conditions(application)
    take_money(contest, application.region, amount)
    check_ready(contest, application)
    award = new_award(application, amount=amount, awarded_on=day, over_reason=reason)
    tell(award)
    return award


def first_day(contest: Contest, application: Application) -> date:
    """The first day an application can be awarded: that of the protocol, unless an exception is in force."""
    if contest.protocol_on is None or waived(application, PROTOCOL):
        return application.registered_on
    return max(application.registered_on, contest.protocol_on)


def check_ready(contest: Contest, application: Application) -> None:
    """Refuse an award while applications come or the protocol is not there. The contest is held since
    its sums were changed, so nobody opens it again or takes the protocol off meanwhile."""
    db.session.refresh(contest)
    if contest.status not in OVER and not waived(application, INTAKE):
        raise IntakeOpen(detail={"contest": floor().page(contest)})
    if not has_paper(contest, PROTOCOL) and not waived(application, PROTOCOL):
        raise ProtocolNeeded(detail=paper_due(contest, PROTOCOL))


def new_award(application: Application, **said: Decimal | date | str | None) -> Award:
    """Make an application an award."""
    place = {"contest_id": application.contest_id, "region": application.region}
    award = Award(application_id=application.id, **place, **said)
    db.session.add(award)
    application.status = "awarded"
    return award


def check_commission(application: Application, amount: Decimal, reason: str) -> str | None:
    """The reason for not following the commission, None where it is followed;
    RecommendationNeeded, OverRecommended, AgainstCommission without one."""
    if not beyond_commission(application, amount):
        return None
    if not reason and application.verdict is None:
        raise RecommendationNeeded(field="over_reason")
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
    """Take an award from its region's fund and count it in its contest; FundElsewhere, FundExhausted,
    AverageExceeded."""
    if not take_from_fund(contest.id, region, amount):
        refuse_elsewhere(contest, region)
        raise fund_exhausted(contest, region, amount)
    hold_average(contest, amount)


def take_from_fund(contest_id: uuid.UUID, region: str, amount: Decimal) -> bool:
    """Move money from a region's fund to an award; False when there is not enough, or when the fund is with
    another deployment; judged and done in one statement."""
    taken = db.session.execute(TAKE, {"contest": contest_id, "region": region, "amount": amount})
    return taken.first() is not None


def refuse_elsewhere(contest: Contest, region: str) -> None:
    """Say that another deployment awards from a fund; FundElsewhere."""
    holder = holder_of(contest.id, region)
    if holder:
        named = region_name(projects.get(contest.project_id), region)
        raise FundElsewhere(region=named, deployment=holder, detail={"deployment": holder})


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
    and by the region's rule with its reason, as it was when the contest was opened.
    RuleUnavailable, RuleChanged."""
    region = application.region
    facts, book = (contest_facts(contest), facts_of(application)), book_of(contest.id, region)
    cap = plugins().budget_caps(region, *facts, book)
    regional = [(cap.amount, in_words(cap.reason))] if cap else []
    return ([(contest.grant_cap, "")] if contest.grant_cap else []) + regional


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
