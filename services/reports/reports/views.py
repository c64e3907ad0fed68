"""Pages of reports: ask for one with a button, watch it being built, take the documents."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from flask import Blueprint, Response, g, redirect, render_template, request

from services.reports.dashboard.listing.places import project_names, visible_regions, whole
from services.reports.db import Job, db
from services.reports.figures.queries.figures import get_project, landing, projects, projects_seen
from services.reports.reports import listing, operations, wording
from services.reports.reports.api import send
from services.reports.reports.queries import reports as queries
from services.reports.reports.queries.changes import changed_since
from services.reports.reports.rules import signatories
from services.reports.reports.schemas import ReportForm
from shared.access import requires
from shared.clock import today
from shared.doors.errors import NotFound
from shared.doors.form import Form, press
from shared.i18n import format_date
from shared.queue.jobs import get_job

views = Blueprint("reports", __name__)


@views.route("/reports", methods=["GET", "POST"])
@requires("report.view")
def report_list() -> Any:
    """List the reports; the button builds a new one."""
    known = projects_seen("report.view")
    form = Form(ReportForm(), lists=("formats", "signatories"))
    project_id = (
        request.form.get("project") or request.args.get("project") or (landing(known).id if known else "")
    )
    form.values.pop("project", None)
    if done := form.run(ask, project_id):
        return redirect(f"/reports/reports/{done.id}")
    regions = visible_regions(get_project(project_id)) if known else []
    signers = wording.choices(get_project(project_id)) if known else []
    return render_template(
        "reports/reports/list.html",
        form=form,
        projects=known,
        project_id=project_id,
        regions=regions,
        whole=whole().regions is None,
        until=until(project_id),
        signers=signers,
        usual=signatories.usual(get_project(project_id)) if known else [],
        **listing.page_of(),
    ), form.status


@views.get("/reports.xlsx")
@requires("report.view")
def export_reports() -> Response:
    """Give the list on the screen as an Excel file."""
    return listing.export()


def until(project_id: str) -> date | None:
    """The day a report usually shows: today, or the last one of a project that is over."""
    last = get_project(project_id).period_to if project_id else None
    return min(today(), last or today())


def ask(project_id: str, values: dict[str, Any]) -> Any:
    """Queue a report of everything until a day (left out: so far),
    in the language of the page unless another is chosen."""
    period, first = {"to": values.pop("until")}, get_project(project_id).period_from
    if first and period["to"] and period["to"] < first:
        raise operations.BeforeProject(field="until", first=format_date(first))
    return operations.ask_for_report(project_id, {**values, "period": period})


@views.get("/reports/<uuid:report_id>")
@requires("report.view")
def show_report(report_id: uuid.UUID) -> str:
    """Show a report: progress while it is built, then its documents and what has changed since."""
    report = queries.get_report(report_id)
    g.region = report.region
    job = get_job(db.session, Job, report.job_id) if report.job_id else None
    sealed = queries.sealed(report) if queries.is_sealed(report) else None
    return render_template(
        "reports/reports/show.html",
        report=report,
        sealed=sealed,
        rules=wording.rules_shown(sealed) if sealed else [],
        job=job,
        changes=changed_since(report),
        several=project_names(projects()),
        signed=wording.in_words,
    )


@views.post("/reports/<uuid:report_id>/public")
@requires("report.build")
def make_public(report_id: uuid.UUID) -> Any:
    """Make the public version of a sealed report."""
    report = queries.get_report(report_id)
    operations.allowed_region(report.region)
    press(operations.make_public, report)
    return redirect(f"/reports/reports/{report_id}")


@views.get("/reports/<uuid:report_id>/progress")
@requires("report.view")
def progress(report_id: uuid.UUID) -> Any:
    """Give the progress bar alone, for the page that waits."""
    report = queries.get_report(report_id)
    if report.job_id is None:
        raise NotFound
    job = get_job(db.session, Job, report.job_id)
    if job.state == "done":
        return Response(headers={"HX-Refresh": "true"})
    return render_template("reports/reports/progress.html", report=report, job=job)


@views.get("/reports/<uuid:report_id>/<format_name>")
@requires("report.view")
def download(report_id: uuid.UUID, format_name: str) -> Response:
    """Give a document of the report."""
    return send(queries.get_report(report_id), format_name)
