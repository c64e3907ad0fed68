"""Pages of questionnaires: their versions, and the form that writes the next one."""

from __future__ import annotations

import uuid
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, flash, redirect, render_template, request
from flask_babel import gettext as _

from services.events.questionnaires import forms, operations, queries
from services.events.questionnaires.models import Questionnaire
from services.events.questionnaires.schemas import LISTS, QuestionnaireForm
from shared.access import actor, requires
from shared.doors.form import Form
from shared.plugins.asking import in_words
from shared.plugins.specifications import FormTemplate

views = Blueprint("questionnaires", __name__)


@views.get("/questionnaires")
@requires("questionnaire.view")
def questionnaire_list() -> str:
    """List questionnaires."""
    may_write = actor().everywhere(queries.WRITE)
    found = queries.questionnaire_rows()
    return render_template("events/questionnaires/list.html", found=found, may_write=may_write)


@views.route("/questionnaires/new", methods=["GET", "POST"])
@requires("questionnaire.write", everywhere=True)
def write_questionnaire() -> Any:
    """Show and take the form of a questionnaire."""
    name = request.args.get("template", "")
    chosen = queries.template_named(name, *about()) if name else None
    form = Form(QuestionnaireForm(), forms.begun_from(chosen) if chosen else forms.begun(), lists=LISTS)
    if done := form.run(operations.write_questionnaire):
        flash(_("Saved."), "success")
        return redirect(f"/events/questionnaires/{done.id}")
    return form_page(form)


@views.get("/questionnaires/<uuid:questionnaire_id>")
@requires("questionnaire.view")
def show_questionnaire(questionnaire_id: uuid.UUID) -> str:
    """Show a questionnaire as it is asked, with its versions."""
    item = queries.get_questionnaire(questionnaire_id)
    number = request.args.get("version", "")
    chosen = [version for version in item.versions if str(version.number) == number]
    return render_template(
        "events/questionnaires/show.html",
        item=item,
        version=(chosen or item.versions)[0],
        may_write=actor().everywhere(queries.WRITE),
    )


@views.route("/questionnaires/<uuid:questionnaire_id>/edit", methods=["GET", "POST"])
@requires("questionnaire.write", everywhere=True)
def change_questionnaire(questionnaire_id: uuid.UUID) -> Any:
    """Show and take the form that writes the next version."""
    item = queries.get_questionnaire(questionnaire_id, lock=request.method == "POST")
    form = Form(QuestionnaireForm(), forms.present(item.versions[0]), lists=LISTS)
    if form.run(operations.change_questionnaire, item):
        flash(_("Saved as version %(number)s.", number=item.last_number), "success")
        return redirect(f"/events/questionnaires/{questionnaire_id}")
    return form_page(form, item)


def about() -> tuple[str | None, str | None]:
    """The region and the type of gathering that a new questionnaire is to be about, where the address says
    so."""
    return request.args.get("region"), request.args.get("type")


def begun_at(template: FormTemplate) -> str:
    """The address of a form that begins from a template of what this one is about."""
    asked = {"template": queries.named(template), "region": about()[0], "type": about()[1]}
    return f"/events/questionnaires/new?{urlencode({name: text for name, text in asked.items() if text})}"


def form_page(form: Form, item: Questionnaire | None = None) -> tuple[str, int]:
    """The form of a questionnaire."""
    known: dict[str, Any] = {"form": form, "item": item, "rows": forms.rows(form)}
    known |= {"templates": [] if item else queries.templates(*about()), "begun_at": begun_at}
    known |= {"named": queries.named}
    return render_template("events/questionnaires/form.html", **known, in_words=in_words), form.status
