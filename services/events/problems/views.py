"""The page of a session's problems and its protocol, and the printed protocol."""

from __future__ import annotations

import uuid
from typing import Any

from flask import Blueprint, Response, flash, g, redirect, render_template, request
from flask_babel import gettext as _

from services.events.gatherings.models import Gathering
from services.events.gatherings.record import gathering_record
from services.events.problems import forms, operations, queries
from services.events.problems.schemas import ProblemIn, ProblemWithdrawalIn, ProtocolIn
from services.events.problems.wording import paper
from shared.access import in_scope, requires
from shared.doors.form import Form, untouched
from shared.i18n import current_locale
from shared.language.documents import PROTOCOL
from shared.office.paper.printing import sent
from shared.office.papers import in_asked_language
from shared.office.regional import regional
from shared.plugins.recorded import told

views = Blueprint("problems", __name__)


@views.route("/gatherings/<uuid:gathering_id>/problems", methods=["GET", "POST"])
@requires("problem.view")
def problems(gathering_id: uuid.UUID) -> Any:
    """Show what a session named; take the form of a further problem."""
    session = held(gathering_id, queries.RECORD if request.method == "POST" else queries.VIEW)
    form = Form(ProblemIn(), forms.begun())
    if form.run(operations.name_problem, session):
        flash(_("The problem is written down."), "success")
        return redirect(f"/events/gatherings/{gathering_id}/problems#new")
    return page(session, form)


@views.route("/problems/<uuid:problem_id>", methods=["GET", "POST"])
@requires("problem.record")
def change_problem(problem_id: uuid.UUID) -> Any:
    """Show and take the form that corrects a problem."""
    item = queries.get_problem(problem_id, queries.RECORD, lock=request.method == "POST")
    form = Form(ProblemIn(), forms.present(item))
    if form.run(operations.change_problem, item):
        flash(_("Saved."), "success")
        return redirect(f"/events/gatherings/{item.gathering_id}/problems")
    return problem_page(item, form)


@views.post("/problems/<uuid:problem_id>/withdrawal")
@requires("problem.record")
def withdraw_problem(problem_id: uuid.UUID) -> Any:
    """Take the form that says a problem was written down by mistake."""
    item, form = queries.get_problem(problem_id, queries.RECORD, lock=True), Form(ProblemWithdrawalIn())
    if form.run(operations.withdraw_problem, item):
        flash(_("The problem is withdrawn."), "success")
        return redirect(f"/events/gatherings/{item.gathering_id}/problems")
    return problem_page(item, untouched(forms.present(item)), form)


@views.route("/gatherings/<uuid:gathering_id>/protocol", methods=["GET", "POST"])
@requires("problem.record")
def write_protocol(gathering_id: uuid.UUID) -> Any:
    """Show and take the form of what the protocol says."""
    session = held(gathering_id, queries.RECORD)
    form = Form(ProtocolIn(), forms.protocol(queries.protocol_of(session)))
    if form.run(operations.write_protocol, session):
        flash(_("Saved. The protocol can be printed and signed."), "success")
        return redirect(f"/events/gatherings/{gathering_id}/problems")
    return render_template("events/problems/protocol.html", form=form, session=session), form.status


@views.get("/gatherings/<uuid:gathering_id>/protocol.<form>")
@requires("problem.view")
def print_protocol(gathering_id: uuid.UUID, form: str) -> Response:
    """Give the protocol of a session, as a PDF or as a Word file, in one of the two languages."""
    session = queries.get_session(gathering_id)
    with in_asked_language():
        own = regional(PROTOCOL, told(gathering_record(session)), current_locale())
        return sent(paper.paper_of(session), form, paper.file_name(session), own)


def held(gathering_id: uuid.UUID, permission: str) -> Gathering:
    """A session the actor may treat so, held against others while something of it is written."""
    session = queries.get_session(gathering_id, permission, lock=request.method == "POST")
    g.region = session.region
    return session


def page(session: Gathering, form: Form) -> tuple[str, int]:
    """What a session named, and the form of a further problem."""
    return render_template(
        "events/problems/list.html",
        session=session,
        problems=queries.problems_of(session),
        protocol=queries.protocol_of(session),
        may_record=in_scope(queries.RECORD, session.region) and session.status != "cancelled",
        form=form,
    ), form.status


def problem_page(item: Any, form: Form, back: Form | None = None) -> tuple[str, int]:
    """The form that corrects a problem, and the one that takes it back."""
    g.region = item.gathering.region
    return render_template("events/problems/edit.html", item=item, form=form, back=back or untouched()), (
        back or form
    ).status
