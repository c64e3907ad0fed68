"""What is true about reports."""

from __future__ import annotations

import uuid
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import selectinload

from services.reports.db import db
from services.reports.documents.sealed import SchemaUnknown, Unreadable, read
from services.reports.documents.snapshot import Snapshot
from services.reports.reports.models import Report, ReportFile
from shared.access import scope
from shared.doors.errors import Conflict, NotFound
from shared.reach import in_reach


class SnapshotUnknown(Conflict):
    """This report was sealed by a newer version of Asar (snapshot %(schema)s). Open it there, or upgrade."""

    code = "snapshot_unknown"


class SnapshotBroken(Conflict):
    """The sealed snapshot of this report cannot be read: %(place)s. Ask the administrator."""

    code = "snapshot_broken"


ORDER = {
    "number": Report.number,
    "region": Report.region,
    "to": Report.period_to,
    "made": Report.id,
    "author": Report.author,
    "state": Report.state,
}


def get_report(report_id: uuid.UUID) -> Report:
    """A report the actor may see (a partner: his region's only); NotFound."""
    report = db.session.get(Report, report_id, options=[selectinload(Report.files)])
    regions = scope("report.view")
    if report is None or (regions is not None and report.region not in regions):
        raise NotFound
    return report


def is_sealed(report: Report) -> bool:
    """Whether its figures are sealed yet."""
    return report.snapshot is not None


def sealed(report: Report) -> Snapshot:
    """The sealed snapshot in the shape of today; NotFound before it is sealed,
    SnapshotUnknown, SnapshotBroken."""
    if report.snapshot is None:
        raise NotFound
    try:
        return read(report.snapshot)
    except SchemaUnknown as error:
        raise SnapshotUnknown(schema=str(error)) from error
    except Unreadable as error:
        raise SnapshotBroken(place=str(error)) from error


def get_file(report: Report, format_name: str) -> ReportFile:
    """A document of the report; NotFound while it is not built."""
    for file in report.files:
        if file.format == format_name:
            return file
    raise NotFound


def report_rows(filters: dict[str, Any], sort: str, limit: int | None, offset: int = 0) -> list[Report]:
    """Reports the actor may see, in the asked order; an unknown order is the newest first.
    None is no limit."""
    column = ORDER.get(sort.removeprefix("-"), Report.id)
    order = column.desc() if sort.startswith("-") or sort not in ORDER else column
    statement = (
        filtered(filters)
        .options(selectinload(Report.files))
        .order_by(order, Report.id.desc())
        .limit(limit)
        .offset(offset)
    )
    return list(db.session.scalars(statement))


def count_reports(filters: dict[str, Any]) -> int:
    """How many reports the list has."""
    return db.session.scalar(select(func.count()).select_from(filtered(filters).subquery())) or 0


def filtered(filters: dict[str, Any]) -> Select[Any]:
    """Reports the actor may see, narrowed by project, kind, region ("-": the whole programme) and state."""
    columns = {
        "project": Report.project_id,
        "kind": Report.kind,
        "region": Report.region,
        "state": Report.state,
    }
    statement = select(Report).where(in_reach(Report.region, "report.view"))
    for name, value in filters.items():
        statement = statement.where(
            Report.region.is_(None) if (name, value) == ("region", "-") else columns[name] == value
        )
    return statement


def next_number(project_id: str, month: str) -> str:
    """The next number of the month, like "ПО-2022-09/2"."""
    count = (
        db.session.scalar(
            select(func.count()).where(Report.project_id == project_id, Report.number.like(f"ПО-{month}/%"))
        )
        or 0
    )
    return f"ПО-{month}/{count + 1}"
