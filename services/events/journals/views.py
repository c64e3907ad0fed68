"""Pages of journals: their months, closing and opening one, its paper."""

from __future__ import annotations

import uuid
from typing import Any

from flask import Blueprint, Response, flash, g, redirect, render_template, request
from flask_babel import gettext as _

from services.events.consultations.forms import centre_options
from services.events.consultations.queries import RECORD, centres_of, reaches
from services.events.consultations.wording import visitor
from services.events.journals import listing, operations, queries
from services.events.journals.proof import titled
from services.events.journals.schemas import ClosingIn, EmptyMonthIn, ReopeningIn
from services.events.journals.wording import paper
from shared.access import requires
from shared.doors.form import Form, untouched
from shared.office.papers import PDF, in_asked_language, opened
from shared.proofs.wording import proofs_on

views = Blueprint("journals", __name__)


@views.get("/journals")
@requires("journal.view")
def month_list() -> str:
    """List the months of journals."""
    return render_template("events/journals/list.html", **listing.page_of())


@views.get("/journals.xlsx")
@requires("journal.view")
def export_months() -> Response:
    """Give the list as it is seen, as a workbook."""
    return listing.export()


@views.get("/journals/<uuid:month_id>")
@requires("journal.view")
def show_month(month_id: uuid.UUID) -> str:
    """Show a month of a journal."""
    return page(month_id, untouched())[0]


@views.get("/journals/<uuid:month_id>/paper.pdf")
@requires("consultation.view")
def print_month(month_id: uuid.UUID) -> Response:
    """Give a month as the official journal to be printed, in one of the two languages."""
    month = queries.get_month(month_id, "consultation.view")
    with in_asked_language():
        return opened(paper.file_name(month), PDF, paper.pdf_of(month))


@views.post("/journals/<uuid:month_id>/closing")
@requires("journal.close")
def close_month(month_id: uuid.UUID) -> Any:
    """Close and sign a month."""
    month, form = queries.get_month(month_id, queries.CLOSE), Form(ClosingIn())
    if form.run(operations.close_month, month):
        flash(_("The month is closed. Print it, sign it and attach the scan."), "success")
        return redirect(f"/events/journals/{month_id}#evidence")
    return page(month_id, form)


@views.route("/journals/empty", methods=["GET", "POST"])
@requires("journal.close")
def close_empty_month() -> Any:
    """Show and take the form that closes a month in which nothing was written down."""
    form = Form(EmptyMonthIn(), {name: request.args.get(name, "") for name in ("centre_id", "month")})
    if done := form.run(operations.close_empty_month):
        flash(_("The month is closed."), "success")
        return redirect(f"/events/journals/{done.id}")
    centres = centre_options(centres_of(queries.CLOSE))
    return render_template("events/journals/empty.html", form=form, centres=centres), form.status


@views.post("/journals/<uuid:month_id>/reopening")
@requires("journal.reopen")
def reopen_month(month_id: uuid.UUID) -> Any:
    """Open a closed month again."""
    month, form = queries.get_month(month_id, queries.REOPEN), Form(ReopeningIn())
    if form.run(operations.reopen_month, month):
        flash(_("The month is open again."), "success")
        return redirect(f"/events/journals/{month_id}")
    return page(month_id, form)


def page(month_id: uuid.UUID, form: Form) -> tuple[str, int]:
    """The page of a month; its entries are for those who may read consultations."""
    month = queries.get_month(month_id)
    g.region = month.journal.region
    entries = queries.entries_of(month) if reaches("consultation.view", month.journal) else []
    may = {name: reaches(name, month.journal) for name in (queries.CLOSE, queries.REOPEN, RECORD)}
    return render_template(
        "events/journals/show.html",
        month=month,
        title=titled(month),
        counts=queries.counts_of(month),
        entries=entries,
        visitor=visitor,
        may=may,
        over=queries.is_over(month),
        proofs=proofs_on(month),
        form=form,
    ), form.status
