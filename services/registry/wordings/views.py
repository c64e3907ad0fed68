"""The page of a plan in two languages, and the second file of the same plan."""

from __future__ import annotations

import uuid
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, flash, redirect, render_template, request
from flask_babel import gettext as _
from flask_babel import ngettext

from services.registry.annexes.forms import keep, read_kept
from services.registry.db import db
from services.registry.drafts.forms.intake import read_upload
from services.registry.drafts.operations.versions import Annex
from services.registry.plans.queries import get_plan
from services.registry.wordings import forms, operations
from services.registry.wordings.queries import WRITE
from services.registry.wordings.schemas import WordingsFile
from services.registry.wordings.wording import doubt_words
from shared.access import requires
from shared.doors.form import Form
from shared.doors.transaction import let_go
from shared.queue import outbox

views = Blueprint("wordings", __name__)
views.add_app_template_filter(doubt_words)


@views.route("/plans/<uuid:plan_id>/wordings", methods=["GET", "POST"])
@requires(WRITE, everywhere=True)
def show_wordings(plan_id: uuid.UUID) -> Any:
    """Show the lines of a plan in both languages and take what is written."""
    kept = request.args.get("file", "")
    annex = kept_file(kept)
    form = Form(start=forms.start_of(get_plan(plan_id)))
    if done := form.run(write, plan_id, form):
        outbox.deliver_now(db.session)
        changed = done.made or 0
        said = ngettext("%(num)s wording is saved.", "%(num)s wordings are saved.", changed)
        flash(said if changed else _("Saved."), "success")
        return redirect(page_of(plan_id, kept))
    plan = get_plan(plan_id)
    sheet = forms.sheet_of(plan, form, forms.told_by(plan, annex), bool(annex))
    return render_template(
        "registry/wordings/edit.html", form=form, plan=plan, sheet=sheet, kept=kept, annex=annex
    ), form.status


def kept_file(kept: str) -> Annex | None:
    """What the second file of the plan says, read again; None where there is none."""
    if not kept:
        return None
    let_go()
    return read_kept(kept)


def write(plan_id: uuid.UUID, form: Form) -> int:
    """Keep what was typed or taken; how many wordings changed."""
    plan = get_plan(plan_id, lock=True)
    return operations.write_wordings(plan, forms.texts_sent(plan, form), bool(form.value("kazakh")))


def page_of(plan_id: uuid.UUID, kept: str = "") -> str:
    """The page of a plan in two languages, with the file that was read for it."""
    return f"/registry/plans/{plan_id}/wordings" + (f"?{urlencode({'file': kept})}" if kept else "")


@views.route("/plans/<uuid:plan_id>/wordings/file", methods=["GET", "POST"])
@requires(WRITE, everywhere=True)
def read_file(plan_id: uuid.UUID) -> Any:
    """Read the same plan in Kazakh; nothing is kept of it until its words are saved."""
    form = Form(WordingsFile())
    annex = form.before(read_upload, request.files.get("file"))
    if annex:
        return redirect(page_of(plan_id, keep(annex)))
    return render_template("registry/wordings/file.html", form=form, plan=get_plan(plan_id)), form.status
