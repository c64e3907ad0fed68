"""Pages of a Word annex: the first one, a revised one, and its lines told apart from those in force."""

from __future__ import annotations

import uuid
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request
from flask_babel import gettext as _
from flask_babel import ngettext

from services.registry.annexes import forms
from services.registry.annexes.listing import told_apart
from services.registry.annexes.operations import revising
from services.registry.annexes.schemas import FirstFile, RevisionForm
from services.registry.drafts.forms.intake import keep_letter, read_upload
from services.registry.drafts.operations.versions import Annex, Reason, import_plan
from services.registry.plans import queries
from services.registry.plans.models import Plan
from services.registry.plans.operations import PlanLocked, refuse_locked
from shared.access import requires
from shared.doors.errors import NotFound
from shared.doors.form import Form
from shared.doors.transaction import let_go
from shared.files import files

views = Blueprint("annexes", __name__)
NEW = "new"


@views.route("/plans/new", methods=["GET", "POST"])
@requires("plan.import", everywhere=True)
def upload_plan() -> Any:
    """Take a Word plan and show what was understood; asks first where it may be of a project here."""
    form = Form(FirstFile())
    annex = form.before(read_upload, request.files.get("file"))
    if done := form.run(import_first, annex):
        return redirect(f"/registry/plans/{done.id}")
    return render_template("registry/annexes/upload.html", form=form), form.status


def import_first(annex: Annex, values: dict[str, Any]) -> Plan:
    """Begin a project with a file."""
    return import_plan(forms.check_first(annex))


@views.post("/plans/again")
@requires("plan.import", everywhere=True)
def upload_another() -> Any:
    """Read a kept file as another project, as somebody chose."""
    form = Form()
    annex = form.before(forms.read_kept, request.form.get("kept", ""))
    if done := form.run(import_another, annex):
        return redirect(f"/registry/plans/{done.id}")
    return render_template("registry/annexes/upload.html", form=form), form.status


def import_another(annex: Annex) -> Plan:
    """Begin one more project with the kept file."""
    return import_plan(annex)


@views.route("/plans/<uuid:plan_id>/revision", methods=["GET", "POST"])
@requires("plan.edit", everywhere=True)
def bring_revision(plan_id: uuid.UUID) -> Any:
    """Bring a revised annex into the project of an approved plan."""
    plan = queries.get_plan(plan_id)
    if plan.status != "approved":
        raise PlanLocked
    form = Form(RevisionForm(), {"kept": request.args.get("kept", "")})
    sent = form.before(read_revision, plan_id, form.value("kept"))
    if done := form.run(revise, plan_id, sent):
        return redirect(f"/registry/plans/{done.id}/matches")
    kept = forms.named(form.value("kept"))[1] if form.value("kept") else ""
    return render_template("registry/annexes/revise.html", form=form, plan=plan, kept=kept), form.status


def read_revision(plan_id: uuid.UUID, kept: str) -> forms.Revision:
    """What came, and the annex in force, read before anything is locked."""
    file, source = request.files.get("file"), queries.get_plan(plan_id).source_sha256
    let_go()
    annex = read_upload(file) if file or not kept else forms.read_kept(kept)
    letter = keep_letter(request.files.get("letter"))
    return forms.Revision(annex, letter, forms.read_source(source))


def revise(plan_id: uuid.UUID, sent: forms.Revision, values: dict[str, Any]) -> Plan:
    """Start the version."""
    former = queries.get_plan(plan_id, lock=True)
    reason = Reason(values["reason_text"], values["reason_code"], sent.letter)
    return revising.revise_plan(former, sent.annex, reason, sent.former)


@views.route("/plans/<uuid:plan_id>/matches", methods=["GET", "POST"])
@requires("plan.edit", everywhere=True)
def tell_apart(plan_id: uuid.UUID) -> Any:
    """Ask which line in force each doubtful line of the new annex is."""
    plan, form = queries.get_plan(plan_id), Form()
    refuse_locked(plan)
    read = form.before(forms.read_based_on, plan_id)
    if form.run(decide, plan_id, read):
        return answered(queries.get_plan(plan_id))
    lines = told_apart(queries.get_plan(plan_id))
    return render_template(
        "registry/annexes/matches.html",
        form=form,
        plan=plan,
        asked=[line for line in lines if not line.answered],
        told=[line for line in lines if line.answered],
        taken=form.values,
    ), form.status


def decide(plan_id: uuid.UUID, read: dict[str, Any] | None) -> Plan:
    """Take the answers given on the page."""
    plan = queries.get_plan(plan_id, lock=True)
    former = queries.get_plan(plan.based_on or plan_id)
    revising.decide_matches(plan, former, given(plan), read)
    return plan


def given(plan: Plan) -> dict[uuid.UUID, uuid.UUID | None]:
    """The answers of the form by line: those to open questions, and those that changed an answer."""
    found = {}
    for line in told_apart(plan):
        chosen = request.form.get(f"line-{line.line}", "")
        now = "" if not line.answered else str(line.same_as or NEW)
        if chosen and chosen != now:
            found[line.line] = None if chosen == NEW else uuid.UUID(chosen)
    return found


def answered(plan: Plan) -> Any:
    """Back to what is still open, or on to what the version changes."""
    waiting = queries.open_matches(plan)
    if not waiting:
        flash(_("Every line has its place. Compare what the new version changes."), "success")
        return redirect(f"/registry/plans/{plan.id}/differences")
    flash(
        ngettext("Saved. %(num)s line is still open.", "Saved. %(num)s lines are still open.", waiting),
        "success",
    )
    return redirect(f"/registry/plans/{plan.id}/matches")


@views.get("/plans/<uuid:plan_id>/letter")
@requires("plan.view")
def plan_letter(plan_id: uuid.UUID) -> Any:
    """Give the letter that asked for a version."""
    letter = queries.letter_of(queries.get_plan(plan_id))
    if letter is None:
        raise NotFound
    return files().send(letter.sha256, letter.mime, letter.name)
