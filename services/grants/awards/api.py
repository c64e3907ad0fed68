"""Awards and payments, for other tools."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from functools import partial
from typing import Any

from flask import Response

from services.grants.applications.queries import get_application
from services.grants.applications.schemas import Reason
from services.grants.awards import queries, schemas
from services.grants.awards.models import Award, Payment
from services.grants.awards.operations import completing, giving, paying
from services.grants.awards.wording import high_average
from services.grants.contests.queries.contests import average
from services.grants.contests.queries.funds import fund_left
from services.grants.tranches.queries import tranches_of
from services.grants.tranches.schemas import TrancheIn, TrancheOut
from shared.access import requires
from shared.doors.api import Blueprint, respond, run
from shared.i18n import format_money

PART = tuple(TrancheOut().fields)
LINE = tuple(schemas.PaymentOut().fields)

api = Blueprint("awards", __name__, description="Awards, payments, completion")


@api.route("/applications/<uuid:application_id>/award", methods=["POST"])
@requires("award.grant")
@api.keyed
@api.arguments(schemas.AwardIn)
@api.response(201, schemas.Awarded)
def award_grant(values: dict[str, Any], application_id: uuid.UUID) -> Response:
    """Award a grant from the region's fund; more than recommended needs `over_reason`;
    a refusal says how much is left."""
    application = get_application(application_id, "award.grant", lock=True)
    given = values["amount"], values["awarded_on"], values["over_reason"]
    return run(giving.award_grant, application, *given, answer=awarded, status=201)


def awarded(award: Award) -> dict[str, Any]:
    """An award with what it makes of its region's fund and of the contest's average."""
    contest = queries.parents_of(award)[0]
    warned = giving.average_warning(contest)
    return {
        "id": award.id,
        "amount": award.amount,
        "left": fund_left(award.contest_id, award.region),
        "average": average(award.contest_id),
        "warning": high_average(contest, format_money(warned)) if warned else None,
    }


@api.route("/awards/<uuid:award_id>", methods=["GET"])
@requires("application.view")
@api.response(200, schemas.AwardOut)
def get_award(award_id: uuid.UUID) -> Response:
    """Give one award."""
    return respond(queries.award_row(queries.get_award(award_id)))


@api.route("/awards/<uuid:award_id>/cancellation", methods=["POST"])
@requires("award.grant")
@api.arguments(Reason)
@api.response(200, schemas.AwardOut)
def cancel_award(values: dict[str, Any], award_id: uuid.UUID) -> Response:
    """Take a grant back; the money returns to its region's fund."""
    return done(giving.cancel_award, held(award_id, "award.grant"), values["reason"])


@api.route("/awards/<uuid:award_id>/completion", methods=["POST"])
@requires("award.complete")
@api.arguments(schemas.CompletionIn)
@api.response(200, schemas.AwardOut)
def complete_subproject(values: dict[str, Any], award_id: uuid.UUID) -> Response:
    """Accept a finished sub-project; its agreement and its act or report must be attached."""
    given = values["completed_on"], values["unpaid"]
    return done(completing.complete_subproject, held(award_id, "award.complete"), *given)


@api.route("/awards/<uuid:award_id>/reopening", methods=["POST"])
@requires("award.complete")
@api.arguments(Reason)
@api.response(200, schemas.AwardOut)
def reopen_subproject(values: dict[str, Any], award_id: uuid.UUID) -> Response:
    """Take an acceptance back; the sub-project no longer counts."""
    return done(completing.reopen_subproject, held(award_id, "award.complete"), values["reason"])


def held(award_id: uuid.UUID, permission: str) -> Award:
    """The award, held against a concurrent change."""
    return queries.get_award(award_id, permission, lock=True)


def done(operation: Callable[..., None], award: Award, *given: Any) -> Response:
    """Carry an operation on an award out and answer with the award."""
    return run(operation, award, *given, answer=lambda _: queries.award_row(award))


@api.route("/awards/<uuid:award_id>/tranches", methods=["POST"])
@requires("award.grant")
@api.arguments(TrancheIn)
@api.response(201, TrancheOut(many=True))
def plan_award(values: dict[str, Any], award_id: uuid.UUID) -> Response:
    """Add the next tranche of a grant, as its agreement says; all of them come back."""
    given = held(award_id, "award.grant"), values["amount"], values["after"]
    return run(paying.plan_award, *given, answer=lambda made: parts(award_id), status=201)


@api.route("/awards/<uuid:award_id>/tranches/removal", methods=["POST"])
@requires("award.grant")
@api.response(200, TrancheOut(many=True))
def drop_tranche(award_id: uuid.UUID) -> Response:
    """Take the last tranche off while nothing of it is paid."""
    return run(paying.drop_part, held(award_id, "award.grant"), answer=lambda made: parts(award_id))


@api.route("/awards/<uuid:award_id>/tranches", methods=["GET"])
@requires("application.view")
@api.response(200, TrancheOut(many=True))
def list_tranches(award_id: uuid.UUID) -> Response:
    """List the tranches of a grant in the order they are paid in."""
    return respond(parts(queries.get_award(award_id).id))


def parts(award_id: uuid.UUID) -> list[dict[str, Any]]:
    """Tranches as JSON."""
    return [{name: getattr(item, name) for name in PART} for item in tranches_of(award_id)]


@api.route("/awards/<uuid:award_id>/payment", methods=["POST"])
@requires("award.pay")
@api.keyed
@api.arguments(schemas.PaymentIn)
@api.response(201, schemas.Paid)
def pay_award(values: dict[str, Any], award_id: uuid.UUID) -> Response:
    """Record a payment to the group, of the agreement's next tranche."""
    award = held(award_id, "award.pay")
    given = values["amount"], values["paid_on"], values["document"]
    return run(paying.pay_award, award, *given, answer=partial(paid, award), status=201)


@api.route("/awards/<uuid:award_id>/payments", methods=["GET"])
@requires("application.view")
@api.response(200, schemas.PaymentOut(many=True))
def list_payments(award_id: uuid.UUID) -> Response:
    """List the payments of an award, oldest first; one that `reverses` another takes it back."""
    payments = queries.payments_of(queries.get_award(award_id).id)
    return respond([{name: getattr(item, name) for name in LINE} for item in payments])


@api.route("/awards/<uuid:award_id>/payments/<uuid:payment_id>/reversal", methods=["POST"])
@requires("award.pay")
@api.keyed
@api.arguments(Reason)
@api.response(201, schemas.Paid)
def reverse_payment(values: dict[str, Any], award_id: uuid.UUID, payment_id: uuid.UUID) -> Response:
    """Take back a payment entered by mistake or returned by the group; both lines stay."""
    award = held(award_id, "award.pay")
    payment = queries.get_payment(award, payment_id)
    given = award, payment, values["reason"]
    return run(paying.reverse_payment, *given, answer=partial(paid, award), status=201)


def paid(award: Award, payment: Payment) -> dict[str, Any]:
    """A line of money with what it makes of the award."""
    return {"id": payment.id, "paid": award.paid, "left": award.amount - award.paid}
