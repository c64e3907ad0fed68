"""What is true about reports."""
from __future__ import annotations

import uuid

from sqlalchemy import func, or_, select
from sqlalchemy.orm import selectinload

from services.reports.db import db
from services.reports.reports.models import Report, ReportFile
from shared.access import scope
from shared.errors import NotFound


def get_report(report_id: uuid.UUID) -> Report:
    """A report the actor may see (a partner: his region's only); NotFound."""
    report = db.session.get(Report, report_id, options=[selectinload(Report.files)])
    regions = scope("report.view")
    if report is None or (regions is not None and report.region not in regions):
        raise NotFound
    return report


def get_file(report: Report, format_name: str) -> ReportFile:
    """A document of the report; NotFound while it is not built."""
    for file in report.files:
        if file.format == format_name:
            return file
    raise NotFound


def report_list(project_id: str | None = None) -> list[Report]:
    """Reports the actor may see, the newest first."""
    statement = select(Report).options(selectinload(Report.files)).order_by(Report.id.desc()).limit(200)
    regions = scope("report.view")
    if regions is not None:
        statement = statement.where(or_(Report.region.in_(regions)))
    return list(db.session.scalars(statement.where(Report.project_id == project_id) if project_id else statement))


def next_number(project_id: str, month: str) -> str:
    """The next number of the month, like "ПО-2022-09/2"."""
    count = db.session.scalar(select(func.count()).where(Report.project_id == project_id, Report.number.like(f"ПО-{month}/%"))) or 0
    return f"ПО-{month}/{count + 1}"
