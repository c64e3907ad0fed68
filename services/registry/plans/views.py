"""Pages of the plan: upload, review beside the source, approve, change."""

from __future__ import annotations

import uuid
from typing import Any

from flask import Blueprint, Response, flash, redirect, render_template, request
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from services.registry.db import db
from services.registry.plans import listing, operations, passport, queries, review
from services.registry.plans.clauses import clause_words
from services.registry.plans.differences import differences, written
from services.registry.plans.doubts import notes
from services.registry.plans.intake import read_again, read_new
from services.registry.plans.measures import choices, measures_in_words
from services.registry.plans.models import Plan
from services.registry.plans.phrases import in_words
from services.registry.plans.schemas import AmendmentForm, PlanFile
from shared import outbox
from shared.access import actor, requires
from shared.files import files
from shared.forms import Form

views = Blueprint("plans", __name__)
views.add_app_template_filter(clause_words)
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@views.get("/")
@views.get("/plans")
@requires("plan.view")
def plan_list() -> str:
    """List the plans and their versions."""
    return render_template("registry/plans/list.html", **listing.page_of(), state=listing.state)


@views.get("/plans.xlsx")
@requires("plan.view")
def export_plans() -> Response:
    """Give the list of the same address as a workbook."""
    return listing.export()


@views.route("/plans/new", methods=["GET", "POST"])
@requires("plan.import", everywhere=True)
def upload_plan() -> Any:
    """Take a Word plan and show what was understood."""
    form, made = Form(PlanFile()), []
    if form.accept(
        db.session, lambda v: made.append(operations.import_plan(**read_new(v["file"]), by=actor().id))
    ):
        return redirect(f"/registry/plans/{made[0].id}")
    return render_template("registry/plans/upload.html", form=form), form.status


@views.post("/plans/again")
@requires("plan.import", everywhere=True)
def upload_again() -> Any:
    """Read a file that was uploaded before once more, as another project."""
    plan = operations.import_plan(
        **read_again(queries.get_uploaded(request.form.get("sha256", ""))), by=actor().id
    )
    db.session.commit()
    return redirect(f"/registry/plans/{plan.id}")


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
    errors = review.save(plan, request.form, actor().name)
    if errors:
        db.session.rollback()
        flash(_("Some rows need correcting; nothing was saved yet. They are marked below."), "error")
        return plan_page(queries.get_plan(plan_id), errors, request.form), 422
    db.session.commit()
    if request.form.get("approve"):
        return redirect(f"/registry/plans/{plan_id}/approval")
    flash(_("Saved."), "success")
    return redirect(f"/registry/plans/{plan_id}")


@views.route("/plans/<uuid:plan_id>/approval", methods=["GET", "POST"])
@requires("plan.approve", everywhere=True)
def approve_plan(plan_id: uuid.UUID) -> Any:
    """Say once more what approval means, then lock the version."""
    plan = queries.get_plan(plan_id, lock=request.method == "POST")
    if request.method == "POST":
        operations.approve_plan(plan, by=actor().id)
        db.session.commit()
        outbox.deliver_now(db.session)
        flash(_("The plan is approved. Figures are computed from now on."), "success")
        return redirect(f"/reports/?project={plan.project_id}")
    doubts = sorted(map(in_words, queries.open_doubts(plan)), key=review.elsewhere)
    return render_template(
        "registry/plans/approve.html",
        plan=plan,
        doubts=doubts,
        about_amount=review.about_amount(doubts),
        indicators=queries.indicators(plan),
        **changes(plan),
    )


@views.route("/plans/<uuid:plan_id>/amendments", methods=["GET", "POST"])
@requires("plan.edit", everywhere=True)
def amend_plan(plan_id: uuid.UUID) -> Any:
    """Ask for the reason of a change and start a new version."""
    plan, made = queries.get_plan(plan_id, lock=request.method == "POST"), []
    form = Form(AmendmentForm())
    if form.accept(
        db.session,
        lambda v: made.append(operations.amend_plan(plan, v["reason_code"], v["reason_text"], actor().id)),
    ):
        return redirect(f"/registry/plans/{made[0].id}")
    return render_template("registry/plans/amend.html", form=form, plan=plan), form.status


@views.get("/plans/<uuid:plan_id>/differences")
@requires("plan.view")
def show_differences(plan_id: uuid.UUID) -> str:
    """Show what this version changes."""
    plan = queries.get_plan(plan_id)
    return render_template("registry/plans/differences.html", plan=plan, **changes(plan))


def changes(plan: Plan) -> dict[str, Any]:
    """What a version changes, and the words for its codes: {rows, said}."""
    rows = differences(queries.get_plan(plan.based_on), plan) if plan.based_on else []
    return {"rows": list(map(written, rows)), "said": review.comparators() | dict(measures_in_words())}


@views.route("/plans/<uuid:plan_id>/removal", methods=["GET", "POST"])
@requires("plan.edit", everywhere=True)
def remove_plan(plan_id: uuid.UUID) -> Any:
    """Ask once more, then remove a draft."""
    plan = queries.get_plan(plan_id, lock=request.method == "POST")
    operations.refuse_locked(plan)
    if request.method == "GET":
        return render_template("registry/plans/remove.html", plan=plan)
    operations.remove_plan(plan)
    db.session.commit()
    flash(_("The draft is removed."), "success")
    return redirect("/registry/plans")


@views.route("/plans/<uuid:plan_id>/closing", methods=["GET", "POST"])
@requires("plan.approve", everywhere=True)
def close_project(plan_id: uuid.UUID) -> Any:
    """Say what closing means, then close the project."""
    plan = queries.get_plan(plan_id, lock=request.method == "POST")
    if request.method == "GET":
        return render_template("registry/plans/close.html", plan=plan)
    operations.close_project(plan.project)
    return told(plan, _("The project is closed. Its pages and reports stay."))


@views.post("/plans/<uuid:plan_id>/reopening")
@requires("plan.approve", everywhere=True)
def reopen_project(plan_id: uuid.UUID) -> Any:
    """Take a closed project up again."""
    plan = queries.get_plan(plan_id, lock=True)
    operations.reopen_project(plan.project)
    return told(plan, _("The project is open again."))


def told(plan: Plan, message: str) -> Any:
    """Commit, tell the other services and go back to the plan."""
    db.session.commit()
    outbox.deliver_now(db.session)
    flash(message, "success")
    return redirect(f"/registry/plans/{plan.id}")


@views.get("/plans/<uuid:plan_id>/source")
@requires("plan.view")
def plan_source(plan_id: uuid.UUID) -> Any:
    """Give the Word file the version was read from."""
    plan = queries.get_plan(plan_id)
    return files().send(plan.source_sha256 or "", WORD, plan.source_name or "plan.docx")


def plan_page(plan: Plan, errors: review.Errors, typed: review.Typed) -> str:
    """The page of a version: as a form for those who may correct a draft."""
    if plan.status not in ("draft", "submitted") or not actor().everywhere("plan.edit"):
        return render_template("registry/plans/show.html", plan=plan, notes=list(map(in_words, notes(plan))))
    counts = {
        "understood": len(queries.indicators(plan)),
        "doubts": sum(not doubt["settled"] for doubt in plan.doubts),
        "unread": sum(not cell["settled"] for cell in plan.unread),
        "amount": review.about_amount(queries.open_doubts(plan)),
    }
    return render_template(
        "registry/plans/review.html",
        plan=plan,
        rows=review.items(plan, errors, typed),
        counts=counts,
        errors=errors,
        typed=typed,
        to_correct=review.listed(errors),
        general=review.general(plan, typed),
        parts=passport.shown(plan, typed, errors),
        marks=review.marks(plan, errors, typed),
        comparators=list(review.comparators().items()),
        left=len(queries.open_doubts(plan)),
        measures=choices(row.measure for row in queries.indicators(plan)),
    )
