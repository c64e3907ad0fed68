"""Pages of reasons: the form, and a reason with its history."""

from __future__ import annotations

import uuid
from typing import Any

from flask import Blueprint, flash, g, redirect, render_template
from flask_babel import gettext as _

from services.reports.dashboard.listing.places import region_names
from services.reports.figures.queries.figures import get_indicator, get_project
from services.reports.figures.rules.lines import Line
from services.reports.reasons import operations, queries
from services.reports.reasons.models import Reason
from services.reports.reasons.schemas import CorrectionForm, ReasonForm, WithdrawalIn
from services.reports.reasons.wording import about
from shared.access import requires, scope
from shared.doors.form import Form, untouched
from shared.i18n import format_month
from shared.language.records.project import Project
from shared.reach import reachable
from shared.spoken import spoken

views = Blueprint("reasons", __name__)


@views.route("/projects/<uuid:project_id>/indicators/<code>/reasons/new", methods=["GET", "POST"])
@requires("reason.write")
def give_reason(project_id: uuid.UUID, code: str) -> Any:
    """Show and take the form of a reason."""
    project = get_project(project_id)
    line, form = get_indicator(project, code), Form(ReasonForm())
    if form.run(operations.give_reason, project, line):
        flash(_("Recorded. Reports that are built from now on print it."), "success")
        return redirect(page_of(project, line))
    mine, names, said = scope(queries.WRITE), region_names(project), spoken(project)
    return render_template(
        "reports/reasons/new.html",
        form=form,
        project=said,
        line=get_indicator(said, line.id),
        back=page_of(project, line),
        months=[(month, format_month(month)) for month in queries.months(project)],
        regions=[(code, name) for code, name in names.items() if mine is None or code in mine],
        everywhere=mine is None,
    ), form.status


def page_of(project: Project, line: Line) -> str:
    """The page of an indicator."""
    return f"/reports/indicators/{line.code}?project={project.id}"


@views.get("/reasons/<uuid:reason_id>")
@requires("reason.view")
def show_reason(reason_id: uuid.UUID) -> Any:
    """Show a reason."""
    return page(queries.get_reason(reason_id), untouched(), untouched())


@views.post("/reasons/<uuid:reason_id>/correction")
@requires("reason.write")
def correct_reason(reason_id: uuid.UUID) -> Any:
    """Take the form that says it in other words."""
    item = queries.get_reason(reason_id, queries.WRITE, lock=True)
    form = Form(CorrectionForm(), {"text": item.text})
    if form.run(operations.correct_reason, item):
        flash(_("Saved. Reports that are sealed keep the words they were sealed with."), "success")
        return redirect(f"/reports/reasons/{reason_id}")
    return page(item, form, untouched())


@views.post("/reasons/<uuid:reason_id>/withdrawal")
@requires("reason.write")
def withdraw_reason(reason_id: uuid.UUID) -> Any:
    """Take the form that says a reason was written down by mistake."""
    item = queries.get_reason(reason_id, queries.WRITE, lock=True)
    form = Form(WithdrawalIn())
    if form.run(operations.withdraw_reason, item):
        flash(_("The reason is withdrawn; no report that is built from now on prints it."), "success")
        return redirect(f"/reports/reasons/{reason_id}")
    return page(item, untouched(), form)


def page(item: Reason, correction: Form, withdrawal: Form) -> tuple[str, int]:
    """The page of a reason; a correction begins with the words there are."""
    g.region, project = item.region, spoken(get_project(item.project_id))
    if not correction.sent:
        correction.start = correction.values = {"text": item.text}
    line = get_indicator(project, item.indicator_id)
    return render_template(
        "reports/reasons/show.html",
        item=item,
        correction=correction,
        withdrawal=withdrawal,
        line=line,
        title=about(item, region_names(project)),
        back=page_of(project, line),
        may_write=reachable(queries.WRITE, item.region) and not item.withdrawn_because,
    ), max(correction.status, withdrawal.status)
