"""Pages of a draft: upload, review beside the source, approve, change.
Once approved, its address shows it as it stands."""

from __future__ import annotations

import uuid
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from services.registry.db import db
from services.registry.drafts.cards import sheet
from services.registry.drafts.forms import notes, review
from services.registry.drafts.forms.fields import Errors, Typed
from services.registry.drafts.forms.intake import keep_letter
from services.registry.drafts.listing.differences import Difference, differences, removed_activities
from services.registry.drafts.operations import versions
from services.registry.drafts.schemas import AmendmentForm
from services.registry.drafts.wording import written
from services.registry.plans import operations as approval
from services.registry.plans import queries
from services.registry.plans.cards.page import shown
from services.registry.plans.models import Plan
from services.registry.plans.wording.phrases import in_words
from services.registry.recorded.queries import OnLine, recorded
from shared.access import actor, requires
from shared.doors.errors import Invalid
from shared.doors.form import Form, press
from shared.doors.transaction import carry_out
from shared.files import Stored
from shared.queue import outbox

views = Blueprint("drafts", __name__)


@views.get("/plans/<uuid:plan_id>")
@requires("plan.view")
def show_plan(plan_id: uuid.UUID) -> str:
    """Show a version: for review while it is a draft, else as it stands."""
    return plan_page(queries.get_plan(plan_id), {}, MultiDict())


@views.post("/plans/<uuid:plan_id>")
@requires("plan.edit", everywhere=True)
def save_plan(plan_id: uuid.UUID) -> Any:
    """Save the review; with the approve button, approve as well."""
    plan = queries.get_plan(plan_id, lock=True)
    try:
        carry_out(saved, plan)
    except RowsWrong as refusal:
        flash(refusal.message, "error")
        return plan_page(queries.get_plan(plan_id), refusal.errors, request.form), 422
    if request.form.get("approve"):
        return redirect(f"/registry/plans/{plan_id}/approval")
    flash(_("Saved."), "success")
    return redirect(f"/registry/plans/{plan_id}")


class RowsWrong(Invalid):
    """Some rows need correcting; nothing was saved yet. They are marked below."""

    code = "rows_wrong"

    def __init__(self, errors: Errors) -> None:
        super().__init__()
        self.errors = errors


def saved(plan: Plan) -> None:
    """Take over what was typed. RowsWrong."""
    if errors := review.save(plan, request.form):
        raise RowsWrong(errors)


@views.route("/plans/<uuid:plan_id>/approval", methods=["GET", "POST"])
@requires("plan.approve", everywhere=True)
def approve_plan(plan_id: uuid.UUID) -> Any:
    """Say once more what approval means, then lock the version."""
    plan = queries.get_plan(plan_id)
    if request.method == "POST":
        said = approval.ask_rules(plan)
        press(approval.approve_plan, queries.get_plan(plan_id, lock=True), said)
        outbox.deliver_now(db.session)
        flash(_("The plan is approved. Figures are computed from now on."), "success")
        return redirect(f"/reports/?project={plan.project_id}")
    doubts = sorted(map(in_words, queries.open_doubts(plan)), key=notes.elsewhere)
    return render_template(
        "registry/drafts/approve.html",
        plan=plan,
        doubts=doubts,
        about_amount=notes.about_amount(doubts),
        indicators=queries.indicators(plan),
        hanging=hanging(plan),
        waiting=queries.open_matches(plan),
        rows=changes(plan),
    )


@views.route("/plans/<uuid:plan_id>/amendments", methods=["GET", "POST"])
@requires("plan.edit", everywhere=True)
def amend_plan(plan_id: uuid.UUID) -> Any:
    """Ask for the reason of a change and start a new version."""
    form = Form(AmendmentForm())
    letter = form.before(keep_letter, request.files.get("letter"))
    if done := form.run(amend, plan_id, letter):
        return redirect(f"/registry/plans/{done.id}")
    return render_template(
        "registry/drafts/amend.html", form=form, plan=queries.get_plan(plan_id)
    ), form.status


def amend(plan_id: uuid.UUID, letter: Stored | None, values: dict[str, Any]) -> Plan:
    """Start the version, with the letter that came beside the reason."""
    reason = versions.Reason(values["reason_text"], values["reason_code"], letter)
    return versions.amend_plan(queries.get_plan(plan_id, lock=True), reason)


@views.get("/plans/<uuid:plan_id>/differences")
@requires("plan.view")
def show_differences(plan_id: uuid.UUID) -> str:
    """Show what this version changes."""
    plan = queries.get_plan(plan_id)
    return render_template(
        "registry/drafts/differences.html",
        plan=plan,
        rows=changes(plan),
        letter=queries.letter_of(plan),
    )


def changes(plan: Plan) -> list[Difference]:
    """What a version changes, in words."""
    if plan.based_on is None:
        return []
    return list(map(written, differences(queries.get_plan(plan.based_on), plan)))


def hanging(plan: Plan) -> list[OnLine]:
    """What is recorded on the activities a draft no longer has; those with nothing on them left out."""
    if plan.based_on is None:
        return []
    gone = removed_activities(queries.get_plan(plan.based_on), plan)
    return [line for line in recorded(plan.project_id, gone) if line.counts is None or line.words]


@views.route("/plans/<uuid:plan_id>/removal", methods=["GET", "POST"])
@requires("plan.edit", everywhere=True)
def remove_plan(plan_id: uuid.UUID) -> Any:
    """Ask once more, then remove a draft."""
    plan = queries.get_plan(plan_id, lock=request.method == "POST")
    approval.refuse_locked(plan)
    if request.method == "GET":
        return render_template("registry/drafts/remove.html", plan=plan)
    press(versions.remove_plan, plan)
    flash(_("The draft is removed."), "success")
    return redirect("/registry/plans")


def plan_page(plan: Plan, errors: Errors, typed: Typed) -> str:
    """The page of a version: as a form for those who may correct a draft."""
    if plan.status not in ("draft", "submitted") or not actor().everywhere("plan.edit"):
        return render_template("registry/plans/show.html", **shown(plan))
    return render_template("registry/drafts/review.html", **sheet(plan, errors, typed))
