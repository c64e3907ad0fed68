"""Pages of releases: note where a report stands, attach the picture of it."""

from __future__ import annotations

import uuid
from typing import Any

from flask import Blueprint, flash, g, redirect, render_template
from flask_babel import gettext as _

from services.reports.releases import operations, queries
from services.reports.releases.schemas import ReleaseIn, ReleaseWithdrawalIn
from services.reports.reports.queries.reports import get_report
from shared.access import requires
from shared.doors.form import Form, untouched
from shared.proofs.wording import proofs_on

views = Blueprint("releases", __name__)


@views.route("/reports/<uuid:report_id>/releases/new", methods=["GET", "POST"])
@requires("report.publish")
def note_release(report_id: uuid.UUID) -> Any:
    """Show and take the form that notes where a report was published."""
    report = get_report(report_id)
    form = Form(ReleaseIn())
    if done := form.run(operations.note_release, report):
        flash(_("Noted. Now attach a picture of the place."), "success")
        return redirect(f"/reports/releases/{done.id}#evidence")
    return render_template("reports/releases/new.html", form=form, report=report), form.status


@views.get("/releases/<uuid:release_id>")
@requires("report.view")
def show_release(release_id: uuid.UUID) -> str:
    """Show one place where a report stands."""
    return page(release_id, untouched())[0]


@views.post("/releases/<uuid:release_id>/withdrawal")
@requires("report.publish")
def withdraw_release(release_id: uuid.UUID) -> Any:
    """Take the form that withdraws a place."""
    item = queries.get_release(release_id, queries.PUBLISH, lock=True)
    form = Form(ReleaseWithdrawalIn())
    if form.run(operations.withdraw_release, item):
        flash(_("Withdrawn: it proves nothing any more."), "success")
        return redirect(f"/reports/releases/{release_id}")
    return page(release_id, form)


def page(release_id: uuid.UUID, form: Form) -> tuple[str, int]:
    """The page of a release."""
    item = queries.get_release(release_id)
    report = queries.report_of(item)
    g.region = report.region
    return render_template(
        "reports/releases/show.html",
        item=item,
        report=report,
        form=form,
        may=queries.may(queries.PUBLISH, item),
        proofs=proofs_on(item),
    ), form.status
