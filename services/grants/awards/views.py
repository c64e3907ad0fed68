"""Pages of awards."""

from __future__ import annotations

import uuid
from typing import Any

from flask import Blueprint, flash, g, redirect, render_template, request
from flask_babel import gettext as _
from marshmallow import ValidationError

from services.grants.applications.models import Application
from services.grants.applications.queries import application_row, contest_of, get_application
from services.grants.applications.schemas import Reason
from services.grants.awards import queries, schemas
from services.grants.awards.models import Award
from services.grants.awards.operations import completing, giving, paying
from services.grants.awards.proof import AWARD
from services.grants.awards.wording import award_gates, doubts, high_average, over_cap, payment_gates
from services.grants.contests.queries.contests import average
from services.grants.contests.queries.funds import fund_left, fund_row
from services.grants.contests.queries.reach import may
from services.grants.contests.schemas import Money
from services.grants.tranches.queries import tranches_of
from services.grants.tranches.schemas import TrancheIn
from services.grants.waivers.queries import waivers_on
from shared.access import requires
from shared.clock import today
from shared.doors.form import Form, press, untouched
from shared.i18n import format_money
from shared.language.words import inside
from shared.proofs.queries import files_of
from shared.proofs.wording import proofs_on

views = Blueprint("award_pages", __name__)


@views.route("/applications/<uuid:application_id>/award", methods=["GET", "POST"])
@requires("award.grant")
def award_grant(application_id: uuid.UUID) -> Any:
    """Show and take the form of an award."""
    form = Form(schemas.AwardIn())
    if done := form.run(award, application_id):
        say_awarded(queries.get_award(done.id))
        return redirect(f"/grants/awards/{done.id}")
    application = get_application(application_id, "award.grant")
    g.region = application.region
    return render_template("grants/awards/new.html", form=form, **new_page(application)), form.status


def new_page(application: Application) -> dict[str, Any]:
    """What the form of an award shows of its application."""
    return {
        "application": application,
        "row": application_row(application),
        "contest": contest_of(application),
        "today": today(),
        "doubts": doubts(application),
        "gates": award_gates(application),
        "fund": fund_row(application.contest_id, application.region),
    }


def award(application_id: uuid.UUID, values: dict[str, Any]) -> Award:
    """Award a locked application."""
    application = get_application(application_id, "award.grant", lock=True)
    return giving.award_grant(application, values["amount"], values["awarded_on"], values["over_reason"])


def say_awarded(award: Award) -> None:
    """Say what is left in the fund, and that the average is high."""
    left = fund_left(award.contest_id, award.region)
    flash(
        _(
            "%(amount)s is awarded. The region's fund has %(left)s left.",
            amount=format_money(award.amount),
            left=format_money(left),
        ),
        "success",
    )
    contest = queries.parents_of(award)[0]
    if warned := giving.average_warning(contest):
        flash(high_average(contest, format_money(warned)), "warning")


@views.get("/applications/<uuid:application_id>/award/preview")
@requires("award.grant")
def preview_award(application_id: uuid.UUID) -> str:
    """Show what the typed amount would leave in the fund and make of the average."""
    application = get_application(application_id, "award.grant")
    amount = typed_amount(request.args.get("amount", ""))
    return render_template(
        "grants/awards/preview.html",
        contest=contest_of(application),
        application=application,
        amount=amount,
        left=fund_left(application.contest_id, application.region),
        average=average(application.contest_id, amount) if amount else None,
    )


def typed_amount(text: str) -> Any:
    """The amount being typed, or None while it is not one."""
    try:
        return Money().deserialize(text)
    except ValidationError:
        return None


@views.get("/awards/<uuid:award_id>")
@requires("application.view")
def show_award(award_id: uuid.UUID) -> Any:
    """Show an award: its payments, its sub-project, its evidence."""
    return page(award_id)


@views.post("/awards/<uuid:award_id>/tranches")
@requires("award.grant")
def plan_award(award_id: uuid.UUID) -> Any:
    """Add the next tranche of a grant."""
    form = Form(TrancheIn())
    if form.run(lambda v: paying.plan_award(locked(award_id, "award.grant"), v["amount"], v["after"])):
        flash(_("The tranche is saved."), "success")
        return redirect(f"/grants/awards/{award_id}#payments")
    return page(award_id, tranche=form)


@views.post("/awards/<uuid:award_id>/tranches/removal")
@requires("award.grant")
def drop_tranche(award_id: uuid.UUID) -> Any:
    """Take the last tranche off."""
    press(paying.drop_part, locked(award_id, "award.grant"))
    return redirect(f"/grants/awards/{award_id}#payments")


@views.post("/awards/<uuid:award_id>/payment")
@requires("award.pay")
def pay_award(award_id: uuid.UUID) -> Any:
    """Record a payment."""
    form = Form(schemas.PaymentIn())
    if form.run(pay, award_id):
        flash(_("The payment is recorded."), "success")
        return redirect(f"/grants/awards/{award_id}")
    return page(award_id, payment=form)


def pay(award_id: uuid.UUID, values: dict[str, Any]) -> None:
    """Pay a locked award."""
    award = locked(award_id, "award.pay")
    paying.pay_award(award, values["amount"], values["paid_on"], values["document"])


@views.post("/awards/<uuid:award_id>/payments/<uuid:payment_id>/reversal")
@requires("award.pay")
def reverse_payment(award_id: uuid.UUID, payment_id: uuid.UUID) -> Any:
    """Take a payment back."""
    form, award = Form(Reason()), locked(award_id, "award.pay")
    payment = queries.get_payment(award, payment_id)
    if form.run(lambda v: paying.reverse_payment(award, payment, v["reason"])):
        flash(_("The payment is taken back; both lines stay in the list."), "success")
        return redirect(f"/grants/awards/{award_id}")
    return page(award_id, **{str(payment_id): form})


@views.post("/awards/<uuid:award_id>/completion")
@requires("award.complete")
def complete_subproject(award_id: uuid.UUID) -> Any:
    """Accept a finished sub-project."""
    form = Form(schemas.CompletionIn())
    if form.run(complete, award_id):
        flash(_("The sub-project is accepted and counts."), "success")
        say_missing(queries.get_award(award_id))
        return redirect(f"/grants/awards/{award_id}")
    return page(award_id, completion=form)


def complete(award_id: uuid.UUID, values: dict[str, Any]) -> None:
    """Accept the sub-project of a locked award."""
    given = values["completed_on"], values["unpaid"]
    completing.complete_subproject(locked(award_id, "award.complete"), *given)


def say_missing(award: Award) -> None:
    """Say which papers an accepted sub-project still lacks."""
    if missing := queries.missing_evidence(award):
        papers = ", ".join(inside(AWARD.words()[kind]) for kind in missing)
        flash(_("Still to be attached: %(papers)s.", papers=papers), "warning")


@views.post("/awards/<uuid:award_id>/reopening")
@requires("award.complete")
def reopen_subproject(award_id: uuid.UUID) -> Any:
    """Take an acceptance back."""
    form = Form(Reason())
    if form.run(lambda v: completing.reopen_subproject(locked(award_id, "award.complete"), v["reason"])):
        said = _("The acceptance is taken back: the sub-project is under way again and does not count.")
        flash(said, "success")
        return redirect(f"/grants/awards/{award_id}")
    return page(award_id, reopening=form)


@views.post("/awards/<uuid:award_id>/cancellation")
@requires("award.grant")
def cancel_award(award_id: uuid.UUID) -> Any:
    """Take a grant back."""
    form = Form(Reason())
    if form.run(lambda v: giving.cancel_award(locked(award_id, "award.grant"), v["reason"])):
        award = queries.get_award(award_id)
        amount = format_money(award.amount)
        flash(
            _("The award is cancelled: %(amount)s went back to the region's fund.", amount=amount), "success"
        )
        return redirect(f"/grants/applications/{award.application_id}")
    return page(award_id, cancellation=form)


def locked(award_id: uuid.UUID, permission: str) -> Award:
    """The award, held against a concurrent change."""
    return queries.get_award(award_id, permission, lock=True)


def page(award_id: uuid.UUID, **refused: Form) -> Any:
    """The page of an award, with a refused form as it was sent."""
    award = queries.get_award(award_id)
    contest, application = queries.parents_of(award)
    g.region = award.region
    return render_template(
        "grants/awards/show.html",
        award=award,
        application=application,
        contest=contest,
        fund=fund_row(contest.id, award.region),
        refused=refused,
        untouched=untouched(),
        today=today(),
        doubts=doubts(application, award) if award.status != "cancelled" else [],
        beyond=queries.beyond_commission(application, award.amount),
        **papers_of(award),
        **rights(award),
    ), 422 if refused else 200


def papers_of(award: Award) -> dict[str, Any]:
    """Payments and files of an award, what lacks for its acceptance, what stops its next payment."""
    files, parts = files_of(award), tranches_of(award.id)
    kinds, exceptions = {item.kind for item in files if not item.unopened}, waivers_on(award)
    return {
        "payments": queries.payments_of(award.id),
        "parts": parts,
        "gates": payment_gates(award, parts, kinds, exceptions),
        "exceptions": exceptions,
        "lacking": queries.unproven(award, files),
        "proofs": proofs_on(award, [item for item in files if AWARD.visible(award, item.kind)]),
    }


def rights(award: Award) -> dict[str, bool]:
    """What the reader may do on the page of an award."""
    place = (award.contest_id, award.region)
    return {
        "may_award": may("award.grant", *place),
        "may_pay": may("award.pay", *place),
        "may_complete": may("award.complete", *place),
    }


def on_application(application: Application) -> str:
    """Give what awards add to the page of an application: a cap, the form of an award, awards of the past."""
    place = (application.contest_id, application.region)
    return render_template(
        "grants/awards/on_application.html",
        application=application,
        fund=fund_row(*place),
        past=queries.past_awards(application),
        over_cap=over_cap(application),
        doubts=doubts(application),
        gates=award_gates(application),
        untouched=untouched(),
        today=today(),
        may_award=may("award.grant", *place),
    )
