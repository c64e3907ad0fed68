"""Taking applications, and what becomes of those that get no award."""

from __future__ import annotations

import uuid
from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

from sqlalchemy import select, text

from services.grants.applications.models import Application
from services.grants.applications.queries import contest_of, intake_of
from services.grants.applications.record import publish_application
from services.grants.contests.models import Contest
from services.grants.contests.operations.funding import hold_fund, keep_intake
from services.grants.contests.queries.contests import intake_day
from services.grants.contests.queries.funds import holder_of
from services.grants.contests.queries.reach import may
from services.grants.contests.record import publish_contest
from services.grants.db import db
from services.grants.directions.queries import directions_of
from services.grants.groups.queries import group_of
from services.grants.projects.queries import projects
from services.grants.rulebooks.queries import book_of
from shared.clock import local_day
from shared.doors.errors import Conflict, Invalid, NotFound
from shared.doors.together import together
from shared.i18n import format_date, format_money
from shared.plugins import extra, plugins
from shared.plugins.rulebook import Rulebook
from shared.plugins.specifications import ApplicationFacts
from shared.projects import region_of
from shared.sameness import as_said

NEXT_NUMBER = text(
    "UPDATE funds SET last_number = last_number + 1 "
    "WHERE contest_id = :contest AND region = :region AND holder IS NULL "
    "RETURNING prefix || '-' || lpad(last_number::text, greatest(3, length(last_number::text)), '0')"
)
SAME_PAPER = ("group_name", "leader_name", "title")
TAKING = ("open", "closed")


class IntakeNotOpen(Conflict):
    """The contest takes no applications now.
    Open it first, or enter the day on the paper if it came while the contest was open."""

    code = "intake_not_open"


class RegisteredOutside(Invalid):
    """Applications are taken from %(first)s to %(last)s,
    so an application of %(day)s cannot be registered."""

    code = "registered_outside"


class RegisteredInFuture(Invalid):
    """An application cannot be received on a day that has not come."""

    code = "registered_in_future"


class TakenElsewhere(Conflict):
    """The deployment “%(deployment)s” has the fund of this region, and takes its applications."""

    code = "taken_elsewhere"


class MoreThanRequested(Conflict):
    """The group asks for %(requested)s, and %(amount)s is more than that."""

    code = "more_than_requested"


class LessThanRecommended(Conflict):
    """The commission recommends %(recommended)s, so the group cannot have asked for less.
    Correct the recommendation first."""

    code = "less_than_recommended"


class AmountNeeded(Invalid):
    """Write the amount the commission recommends."""

    code = "amount_needed"


class ReasonNeeded(Invalid):
    """Write why the commission does not support the application."""

    code = "reason_needed"


class ApplicationSettled(Conflict):
    """This application is no longer waiting for a decision, so this cannot be done."""

    code = "application_settled"


class EnteredAlready(Conflict):
    """Application %(number)s of the same group, leader and title is entered already.
    Is this another paper? Then say so and register it."""

    code = "application_entered"


class DirectionElsewhere(Invalid):
    """Choose a direction of this very contest."""

    code = "direction_elsewhere"


class OverCap(Conflict):
    """The contest gives at most %(cap)s for one grant, and %(amount)s is asked for.
    Does the paper say so? Then say so and register it."""

    code = "over_cap"


def register_application(contest: Contest, values: dict[str, Any]) -> Application:
    """Register an application of a region under the region's next number.

    `values`: region, group_name, leader_name, settlement, title, requested (tenge);
    optional direction_id, problem, registered_on, again, over_cap.
    """
    region, again, over = (
        region_of(projects.open(contest.project_id), values.pop("region")),
        values.pop("again", False),
        values.pop("over_cap", False),
    )
    if not may("application.register", contest.id, region):
        raise NotFound(field="region")
    given = values.pop("registered_on", None)
    application = checked(contest, region, given, values)
    ask_region(contest, application, "new")
    application.number = next_number(contest, region)
    db.session.refresh(contest, with_for_update={"key_share": True})
    application.contest_id, application.registered_on = contest.id, intake_date(contest, given)
    if not over:
        check_cap(contest, application)
    if not again:
        check_not_entered(contest, application)
    db.session.add(application)
    tell(application)
    return application


def checked(contest: Contest, region: str, given: date | None, values: dict[str, Any]) -> Application:
    """A new application as its paper says it, once its group, its direction, its day and its answers are
    right."""
    *_right, application = together(
        partial(check_group, contest, region, values.get("group_id")),
        partial(check_direction, contest, values.get("direction_id")),
        partial(intake_date, contest, given),
        partial(as_written, contest, region, given or intake_day(), values),
    )
    found: Application = application
    return found


def check_cap(contest: Contest, application: Application) -> None:
    """Ask about a paper that wants more than the contest gives for one grant."""
    cap = contest.grant_cap
    if cap and application.requested > cap:
        said = {"cap": format_money(cap), "amount": format_money(application.requested)}
        raise OverCap(field="requested", detail={"cap": cap}, **said)


def check_not_entered(contest: Contest, application: Application) -> None:
    """Refuse a paper that is entered already; the fund's row is held, so nobody enters it meanwhile."""
    same = [as_said(getattr(Application, name)) == as_said(getattr(application, name)) for name in SAME_PAPER]
    earlier = db.session.execute(
        select(Application.id, Application.number)
        .where(
            Application.contest_id == contest.id,
            Application.region == application.region,
            Application.status != "withdrawn",
            Application.id.is_distinct_from(application.id),
            *same,
        )
        .order_by(Application.number)
    ).first()
    if earlier:
        raise EnteredAlready(number=earlier.number, detail={"id": str(earlier.id), "number": earlier.number})


def as_written(contest: Contest, region: str, day: date, values: dict[str, Any]) -> Application:
    """An application as the paper says it, with checked answers to the region's questions."""
    answers = extra.check(asked(contest, region, day), values.get("extra") or {})
    return Application(**values | {"region": region, "number": "", "registered_on": day, "extra": answers})


def next_number(contest: Contest, region: str) -> str:
    """The next number of a region, which nobody else gets; TakenElsewhere, NotFound when it has no fund."""
    number = db.session.scalar(NEXT_NUMBER, {"contest": contest.id, "region": region})
    if number is None and (holder := holder_of(contest.id, region)):
        raise TakenElsewhere(deployment=holder)
    if number is None:
        raise NotFound(field="region")
    return str(number)


def told_by(application: Application) -> list[str]:
    """What tells a paper from others."""
    return [getattr(application, name) for name in SAME_PAPER]


def correct_application(application: Application, values: dict[str, Any]) -> None:
    """Correct what was copied from the paper while the application waits; its region and number stay. One
    that becomes the same as another is asked about."""
    check_waiting(application)
    contest = contest_of(application)
    again, before = values.pop("again", False), told_by(application)
    day = values.pop("registered_on") or application.registered_on
    questions, answers = replace(asked_of(application), on_date=day), values.get("extra") or {}
    *_right, answered = together(
        partial(check_other_day, contest, application, day),
        partial(check_requested, application, values["requested"]),
        partial(check_direction, contest, values["direction_id"]),
        partial(extra.check, questions, answers, application.extra),
    )
    values |= {"registered_on": day, "extra": answered}
    for name, value in values.items():
        setattr(application, name, value)
    if not again and told_by(application) != before:
        check_not_entered(contest, application)
    ask_region(contest, application, "corrected")
    tell(application)


def name_group(application: Application, group_id: uuid.UUID | None) -> None:
    """Say which group of the register an application is of, whatever became of it; GroupUnknown."""
    check_group(contest_of(application), application.region, group_id)
    application.group_id = group_id
    publish_application(application)


def check_group(contest: Contest, region: str, group_id: uuid.UUID | None) -> None:
    """Refuse a group that is in no register of the region; GroupUnknown."""
    if group_id:
        group_of(contest.project_id, region, group_id)


def check_direction(contest: Contest, direction_id: uuid.UUID | None) -> None:
    """Refuse a direction of another contest; DirectionElsewhere."""
    if direction_id and direction_id not in {one.id for one in directions_of(contest)}:
        raise DirectionElsewhere(field="direction_id")


def check_requested(application: Application, requested: Decimal) -> None:
    """Refuse a request below what the commission recommends."""
    if application.recommended and requested < application.recommended:
        raise LessThanRecommended(field="requested", recommended=format_money(application.recommended))


def asked(contest: Contest, region: str, on_date: date, since: date | None = None) -> extra.Asked:
    """The form of an application in a region, as its plugin adds to it by the rules of its contest."""
    return by_book(book_of(contest.id, region) if region else None, region, on_date, since)


def by_book(book: Rulebook | None, region: str, on_date: date, since: date | None = None) -> extra.Asked:
    """The same by a book that was read already."""
    return extra.Asked(region, "grants", "application", None, on_date, since, book)


def asked_of(application: Application) -> extra.Asked:
    """What the region's plugin asks about an application that is entered."""
    day, since = application.registered_on, local_day(application.created_at)
    return asked(contest_of(application), application.region, day, since)


def ask_region(contest: Contest, application: Application, phase: str) -> None:
    """Let the region refuse the application by the rules of its contest. RegionalRule, RuleUnavailable,
    RuleChanged."""
    region = application.region
    book = book_of(contest.id, region)
    plugins().check(region, "grants", "application", phase, facts_of(application), book)


def facts_of(application: Application) -> ApplicationFacts:
    """An application as a region's rule sees it; no names of people."""
    names = [each.name for each in fields(ApplicationFacts)]
    return ApplicationFacts(**{name: getattr(application, name) for name in names})


def intake_date(contest: Contest, given: date | None) -> date:
    """The day of receipt: today while the contest is open,
    or the day written on a paper that came in time."""
    if contest.status not in TAKING or (given is None and contest.status != "open"):
        raise IntakeNotOpen(detail={"status": contest.status})
    day = given or intake_day()
    check_intake_day(contest, day)
    return day


def check_other_day(contest: Contest, application: Application, day: date) -> None:
    """Refuse another day of receipt than the one that stood, where it has not come or is outside."""
    if day != application.registered_on:
        check_intake_day(contest, day)


def check_intake_day(contest: Contest, day: date) -> None:
    """Refuse a day that has not come or is outside the contest."""
    if day > intake_day():
        raise RegisteredInFuture(field="registered_on")
    if not contest.opens_on <= day <= contest.closes_on:
        raise RegisteredOutside(
            field="registered_on",
            first=format_date(contest.opens_on),
            last=format_date(contest.closes_on),
            day=format_date(day),
        )


def recommend(application: Application, verdict: str | None, amount: Decimal | None, note: str) -> None:
    """Enter what the commission says of an application: award so much (tenge),
    refuse with a reason; None takes it back."""
    check_waiting(application)
    if verdict == "award":
        check_amount("recommended", application, amount)
    if verdict == "refuse" and not note:
        raise ReasonNeeded(field="note")
    application.verdict, application.verdict_note = verdict, note if verdict else ""
    application.recommended = amount if verdict == "award" else None
    tell(application)


def check_amount(field: str, application: Application, amount: Decimal | None) -> None:
    """Refuse an amount that is not there, or is more than the group asks for."""
    if amount is None:
        raise AmountNeeded(field=field)
    if amount > application.requested:
        raise MoreThanRequested(
            field=field,
            requested=format_money(application.requested),
            amount=format_money(amount),
            detail={"requested": application.requested},
        )


def withdraw_application(application: Application, reason: str) -> None:
    """Let the group take its application back; it stops counting, its number stays used."""
    settle(application, "withdrawn", reason)


def refuse_application(application: Application, reason: str) -> None:
    """Refuse an application with a reason; it was received, so it goes on counting."""
    settle(application, "refused", reason)


def consider_again(application: Application) -> None:
    """Let an application wait again that was refused or withdrawn by mistake;
    its number and recommendation stay."""
    if application.status not in ("refused", "withdrawn"):
        raise ApplicationSettled(detail={"status": application.status})
    projects.open(contest_of(application).project_id)
    application.status, application.reason = "registered", None
    tell(application)


def settle(application: Application, status: str, reason: str) -> None:
    """Give an application that waits its final state."""
    check_waiting(application)
    application.status, application.reason = status, reason
    tell(application)


def check_waiting(application: Application) -> None:
    """Refuse what can be done only before a decision."""
    if application.status != "registered":
        raise ApplicationSettled(detail={"status": application.status})


def carry_award(
    application: Application, award_id: uuid.UUID | None, amount: Decimal | None, paid: Decimal | None
) -> None:
    """Keep beside the application what its award that stands has; None: it has none."""
    application.award_id, application.awarded, application.paid = award_id, amount, paid


def count_in(application: Application) -> None:
    """Bring the sums of the application's fund up to date."""
    place = (application.contest_id, application.region)
    hold_fund(*place)
    db.session.flush()
    keep_intake(*place, intake_of(*place))


def tell(application: Application) -> None:
    """Publish an application, and the contest whose sums it changes."""
    count_in(application)
    publish_application(application)
    publish_contest(contest_of(application))
