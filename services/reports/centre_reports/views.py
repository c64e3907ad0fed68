"""Pages of the monthly reports of the centres: the list, a report, a centre's sentences, the paper."""

from __future__ import annotations

import uuid
from typing import Any

from flask import Blueprint, Response, flash, redirect, render_template, request
from flask_babel import gettext as _

from services.reports.centre_reports import listing, schemas
from services.reports.centre_reports.models import CentreReport
from services.reports.centre_reports.operations import handing, writing
from services.reports.centre_reports.proof import titled
from services.reports.centre_reports.queries import reports as queries
from services.reports.centre_reports.queries.reports import ACCEPT, ASSEMBLE, VIEW, WRITE
from services.reports.centre_reports.rules.months import due_on
from services.reports.centre_reports.wording import paper
from services.reports.centre_reports.wording.names import at_a_glance, late_words
from services.reports.dashboard.listing.places import project_names
from services.reports.figures.queries.figures import get_project, landing, projects, projects_seen
from shared.access import requires
from shared.clock import last_day, today
from shared.doors.errors import NotFound
from shared.doors.form import Form, press, untouched
from shared.language.records.project import Project
from shared.office.papers import FORMS, in_asked_language, opened
from shared.proofs.wording import proofs_on
from shared.spoken import spoken

views = Blueprint("centre_reports", __name__)
PAGE = "/reports/centre-reports"


@views.get("/centre-reports")
@requires("centre_report.view")
def centre_report_list() -> str:
    """List the months the plan asks a report of."""
    known, project = projects_seen("centre_report.view"), chosen()
    found = listing.page_of(project) if project else {}
    shown = {"projects": known, "project": project, **found}
    return render_template("reports/centre_reports/list.html", **shown)


@views.get("/centre-reports.xlsx")
@requires("centre_report.view")
def export_centre_reports() -> Response:
    """Give the list as a workbook."""
    project = chosen()
    if project is None:
        raise NotFound
    return listing.export(project)


def chosen() -> Project | None:
    """The project the address names, else the one to open with, in the reader's language; None where there
    is none."""
    known = projects_seen("centre_report.view")
    asked = request.values.get("project") or request.values.get("project_id")
    found = get_project(asked) if asked else landing(known) if known else None
    return spoken(found) if found else None


@views.route("/centre-reports/new", methods=["GET", "POST"])
@requires("centre_report.write")
def begin_centre_report() -> Any:
    """Show and take the form that begins the report of a month."""
    start = {"project_id": request.args.get("project", ""), "month": request.args.get("month", "")}
    form = Form(schemas.BeginningIn(), start)
    if done := form.run(lambda values: writing.begin_report(values["project_id"], values["month"])):
        return redirect(f"{PAGE}/{done.id}")
    project = chosen()
    months = queries.months_begun(project) if project else []
    names = project_names(projects())
    shown = {"form": form, "project": project, "months": months[::-1], "names": names}
    return render_template("reports/centre_reports/new.html", **shown), form.status


@views.get("/centre-reports/<uuid:centre_report_id>")
@requires("centre_report.view")
def show_centre_report(centre_report_id: uuid.UUID) -> str:
    """Show a report with the sections the reader may see."""
    return page(queries.get_report(centre_report_id))[0]


@views.get("/centre-reports/<uuid:centre_report_id>/paper.<format_name>")
@requires("centre_report.view")
def print_centre_report(centre_report_id: uuid.UUID, format_name: str) -> Response:
    """Give a report as a PDF or a Word file to be printed, in one of the two languages."""
    if format_name not in FORMS:
        raise NotFound
    report = queries.get_report(centre_report_id)
    with in_asked_language():
        return opened(paper.file_name(report, format_name), format_name, paper.paper_of(report, format_name))


@views.route("/centre-reports/<uuid:centre_report_id>/sections/<uuid:centre_id>", methods=["GET", "POST"])
@requires("centre_report.write")
def write_section(centre_report_id: uuid.UUID, centre_id: uuid.UUID) -> Any:
    """Show and take the sentences of one centre."""
    report = queries.get_report(centre_report_id, WRITE, lock=request.method == "POST")
    section = queries.section_of(report, centre_id, WRITE)
    start = {name: getattr(section.words, name, None) for name in schemas.SectionIn().fields}
    form = Form(schemas.SectionIn(), start)
    if form.run(writing.write_section, report, centre_id):
        flash(_("Saved. The coordinator sees it in the report."), "success")
        return redirect(f"{PAGE}/{centre_report_id}#centre-{centre_id}")
    shown = {"report": report, "section": section, "form": form, "title": titled(report)}
    return render_template("reports/centre_reports/section.html", **shown), form.status


@views.post("/centre-reports/<uuid:centre_report_id>/words")
@requires("centre_report.assemble")
def write_words(centre_report_id: uuid.UUID) -> Any:
    """Take what the coordinator says about the whole month."""
    report = queries.get_report(centre_report_id, ASSEMBLE, lock=True)
    form = Form(schemas.WordsIn(), {"words": report.words})
    if form.run(writing.write_words, report):
        flash(_("Saved."), "success")
        return redirect(f"{PAGE}/{centre_report_id}")
    return page(report, words=form)


@views.post("/centre-reports/<uuid:centre_report_id>/handing-in")
@requires("centre_report.assemble")
def hand_in(centre_report_id: uuid.UUID) -> Any:
    """Hand a report in."""
    report, form = queries.get_report(centre_report_id, ASSEMBLE, lock=True), Form()
    if form.run(handing.hand_in, report):
        flash(_("The report is handed in and counts. Print it, sign it and attach the scan."), "success")
        return redirect(f"{PAGE}/{centre_report_id}#evidence")
    return page(report, handed=form)


@views.post("/centre-reports/<uuid:centre_report_id>/return")
@requires("centre_report.accept")
def return_report(centre_report_id: uuid.UUID) -> Any:
    """Give a report back for a reason."""
    report, form = queries.get_report(centre_report_id, ACCEPT, lock=True), Form(schemas.ReturnIn())
    if form.run(handing.return_report, report):
        flash(_("The report is returned: it counts again once it is handed in anew."), "success")
        return redirect(f"{PAGE}/{centre_report_id}")
    return page(report, returned=form)


@views.post("/centre-reports/<uuid:centre_report_id>/acceptance")
@requires("centre_report.accept")
def accept_report(centre_report_id: uuid.UUID) -> Any:
    """Accept a report."""
    press(handing.accept_report, queries.get_report(centre_report_id, ACCEPT, lock=True))
    flash(_("The report is accepted."), "success")
    return redirect(f"{PAGE}/{centre_report_id}")


def page(
    report: CentreReport, words: Form | None = None, handed: Form | None = None, returned: Form | None = None
) -> tuple[str, int]:
    """The page of a report; one of its forms may come back with reasons."""
    sent = words or handed or returned or untouched()
    return render_template(
        "reports/centre_reports/show.html",
        report=report,
        title=titled(report),
        sections=(sections := queries.told(report)),
        glance=at_a_glance(sections),
        words=words or untouched({"words": report.words}),
        handed=handed or untouched(),
        returned=returned or untouched(),
        open=queries.is_open(report),
        over=today() >= last_day(report.month),
        due=due_on(report.month),
        late=late_words(due_on(report.month), report.handed_in_on or today()),
        whole=queries.whole(VIEW),
        may={name: queries.whole(name) for name in (ASSEMBLE, ACCEPT)},
        proofs=proofs_on(report),
    ), sent.status
