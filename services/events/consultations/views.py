"""Pages of consultations: the list, the form that is filled in in a minute, an entry."""

from __future__ import annotations

import uuid
from typing import Any

from flask import Blueprint, Response, flash, g, redirect, render_template, request
from flask_babel import gettext as _

from services.events.consultations import forms, listing, operations, queries
from services.events.consultations.models import Consultation
from services.events.consultations.queries import RECORD, VIEW, centres_of
from services.events.consultations.schemas import ConsultationFields, ConsultationIn, UnnamedFields
from services.events.consultations.wording import visitor
from shared.access import requires
from shared.doors.form import Form, given
from shared.plugins import extra

views = Blueprint("consultations", __name__)


@views.get("/consultations")
@requires("consultation.view")
def consultation_list() -> str:
    """List consultations."""
    return render_template(
        "events/consultations/list.html", **listing.page_of(), writes=bool(centres_of(RECORD))
    )


@views.get("/consultations.xlsx")
@requires("consultation.view")
def export_consultations() -> Response:
    """Give the list as it is seen, as a workbook."""
    return listing.export()


@views.route("/consultations/new", methods=["GET", "POST"])
@requires("consultation.record")
def record_consultation() -> Any:
    """Show and take the form of a consultation."""
    form = Form(ConsultationIn(), forms.remembered(request.args.get("centre_id")))
    if extra.alone():
        return follow(form)
    person = form.before(match, form)
    if done := form.run(lambda values: operations.record_consultation(person, forms.own(values))):
        flash(_("Written down. The next one?"), "success")
        return redirect(f"/events/consultations/{done.id}")
    return form_page(form)


def match(form: Form) -> uuid.UUID | None:
    """Who the visitor of a form is."""
    return operations.match_visitor(forms.own(form.schema.load(given(form.values))))


def follow(form: Form, item: Consultation | None = None) -> str:
    """The part of the form with the region's fields, as the centre and the day are chosen so far."""
    form.values |= forms.in_address()
    return render_template("ui/extra.html", **forms.questions(form, item))


@views.get("/consultations/<uuid:consultation_id>")
@requires("consultation.view")
def show_consultation(consultation_id: uuid.UUID) -> str:
    """Show an entry of a journal."""
    item = queries.get_consultation(consultation_id, VIEW)
    g.region = item.journal.region
    return render_template(
        "events/consultations/show.html",
        item=item,
        month=queries.month_of(item),
        centre=centres_of(VIEW)[str(item.journal.centre_id)],
        extras=extra.in_full(operations.asked_of(item), item),
        who=visitor(item.name, item.sex, item.age_band),
        may_record=queries.reaches(RECORD, item.journal),
    )


@views.route("/consultations/<uuid:consultation_id>/edit", methods=["GET", "POST"])
@requires("consultation.record")
def change_consultation(consultation_id: uuid.UUID) -> Any:
    """Show and take the form that corrects an entry of an open month."""
    item = queries.get_consultation(consultation_id, RECORD, lock=request.method == "POST")
    schema = ConsultationFields() if item.person_id else UnnamedFields()
    form = Form(schema, forms.present(item))
    if extra.alone():
        return follow(form, item)
    if form.run(operations.change_consultation, item):
        flash(_("Saved."), "success")
        return redirect(f"/events/consultations/{consultation_id}")
    return form_page(form, item)


@views.get("/consultations/known")
@requires("consultation.record")
def show_known() -> str:
    """Give what is offered while somebody types, once another centre is chosen."""
    known = forms.known_at(request.args.get("centre_id", ""))
    return render_template("events/consultations/known.html", known=known)


def form_page(form: Form, item: Consultation | None = None) -> tuple[str, int]:
    """The form of a consultation."""
    g.region = item.journal.region if item else None
    return render_template(
        "events/consultations/form.html",
        form=form,
        item=item,
        centres=forms.centre_options(centres_of(RECORD)),
        known=forms.known_at(item.journal.centre_id if item else form.value("centre_id", "")),
        **forms.questions(form, item),
    ), form.status
