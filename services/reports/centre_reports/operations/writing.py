"""Beginning the report of a month, and writing into it."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from services.reports.centre_reports.models import CentreReport, CentreSection
from services.reports.centre_reports.queries.reports import WRITE, is_open, months_begun, section_of
from services.reports.centre_reports.record import publish_report
from services.reports.copies.queries import projects
from services.reports.db import db
from shared.acts.doer import doer
from shared.doors.errors import Conflict, Invalid
from shared.i18n import format_month
from shared.ids import new_id


class MonthNotAsked(Invalid):
    """The plan asks no report of the centres about %(month)s, or this month has not begun."""

    code = "month_not_asked"


class ReportHandedIn(Conflict):
    """The report about %(month)s is handed in: nothing in it changes. Your words are kept here; the project
    lead can return the report, then they can be saved."""

    code = "report_handed_in"


def begin_report(project_id: uuid.UUID | str, month: date) -> CentreReport:
    """The report of a month; it begins once, whoever comes first."""
    project = projects.open(project_id)
    if month not in months_begun(project):
        raise MonthNotAsked(field="month", month=format_month(month))
    born = {"id": new_id(), "project_id": project.id, "month": month, "entered_by": doer()}
    begun = insert(CentreReport).values(born).on_conflict_do_nothing().returning(CentreReport.id)
    made = db.session.scalar(begun)
    mine = CentreReport.project_id == project.id, CentreReport.month == month
    found = db.session.scalars(select(CentreReport).where(*mine)).one()
    return publish_report(found) if made else found


def write_section(report: CentreReport, centre_id: uuid.UUID, values: dict[str, Any]) -> CentreSection:
    """Write the sentences of one centre; NotFound, ReportHandedIn."""
    section_of(report, centre_id, WRITE)
    refuse_handed_in(report)
    item = section_row(report, str(centre_id))
    for name, text in values.items():
        setattr(item, name, text)
    item.written_by = doer()
    db.session.flush()
    return item


def section_row(report: CentreReport, centre_id: str) -> CentreSection:
    """The row of a centre's section; it begins with its first sentence."""
    for section in report.sections:
        if section.centre_id == centre_id:
            return section
    made = CentreSection(centre_report_id=report.id, centre_id=centre_id)
    report.sections.append(made)
    return made


def write_words(report: CentreReport, values: dict[str, Any]) -> CentreReport:
    """Write what the coordinator says about the whole month; ReportHandedIn."""
    refuse_handed_in(report)
    report.words = values.get("words", report.words)
    db.session.flush()
    return report


def refuse_handed_in(report: CentreReport) -> None:
    """Nothing changes in a report that is handed in; ReportHandedIn."""
    if not is_open(report):
        raise ReportHandedIn(month=format_month(report.month))
