"""The monthly reports of the centres: written, put together, handed in, one of them twice."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import date

from deploy.demo.monthly_reports import NEXT, NEXT_DAY, REPORTS, Monthly, centres_of, sentences
from deploy.demo.stage import Stage
from services.reports.centre_reports.operations import handing, writing
from services.reports.centre_reports.queries.content import open_centres
from services.reports.centre_reports.queries.reports import get_report
from shared.proofs.operations import attach


def report_months(stage: Stage, project_id: uuid.UUID) -> None:
    """Every month up to August, and September begun; what happened has to be known to reports."""
    stage.deliver("registry", "events", "grants")
    tell_all(stage, project_id, REPORTS)
    with stage.acting("reports", "coordinator", NEXT_DAY):
        writing.begin_report(project_id, NEXT)


def tell_all(stage: Stage, project_id: uuid.UUID, reports: Iterable[Monthly]) -> None:
    """Each of some months, from its first sentence to the lead's answer."""
    for report in reports:
        tell(stage, project_id, report)


def tell(stage: Stage, project_id: uuid.UUID, report: Monthly) -> None:
    """One month from its first sentence to the signed scan."""
    first = report.first or report.day
    with stage.acting("reports", "coordinator", first):
        key = writing.begin_report(project_id, report.month).id
        writing.write_words(get_report(key), {"words": report.words})
    write_sections(stage, project_id, report, key, first, again=not report.first)
    if report.first and report.returned:
        return_once(stage, report, key, report.first, report.returned)
        write_sections(stage, project_id, report, key, report.day)
    with stage.acting("reports", "coordinator", report.day):
        item = handing.hand_in(get_report(key))
        if report.scanned:
            attach(item, stage.file(*report.key), "report")
    if report.accepted:
        with stage.acting("reports", "lead", report.accepted):
            handing.accept_report(get_report(key))


def return_once(stage: Stage, report: Monthly, key: uuid.UUID, handed_in: date, returned: date) -> None:
    """Handed in, and given back."""
    with stage.acting("reports", "coordinator", handed_in):
        handing.hand_in(get_report(key))
    with stage.acting("reports", "lead", returned):
        handing.return_report(get_report(key), {"reason": report.why})


def write_sections(
    stage: Stage, project_id: uuid.UUID, report: Monthly, key: uuid.UUID, day: date, again: bool = True
) -> None:
    """The sentences of every centre, each by whoever works there."""
    with stage.acting("reports", "coordinator", day):
        known = {centre.name: centre.id for centre in open_centres(str(project_id), report.month)}
    for centre in centres_of(report):
        with stage.acting("reports", centre.login or "coordinator", day):
            said = {"problems": None, **sentences(report, centre, again)}
            writing.write_section(get_report(key), uuid.UUID(known[centre.name]), said)
