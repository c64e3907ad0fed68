"""Asking for a report, sealing it, and making its documents."""

from __future__ import annotations

import base64
import hashlib
import logging
import uuid
from collections.abc import Mapping
from datetime import date
from typing import Any

import orjson
from flask_babel import force_locale
from flask_babel import gettext as _
from sqlalchemy import text

from services.reports.db import Job, db
from services.reports.documents.public import PUBLIC
from services.reports.documents.sealed import to_json
from services.reports.documents.snapshot import Snapshot
from services.reports.facts.operations.sealing import seal as keep_moved
from services.reports.facts.operations.sealing import turn
from services.reports.figures.queries.figures import check_region, get_project
from services.reports.reports.models import Report, ReportFile
from services.reports.reports.queries.reports import next_number, sealed
from services.reports.reports.rules.asked import Words
from services.reports.reports.rules.signatories import refuse_unknown, usual
from services.reports.reports.rules.snapshot import take
from shared.access import actor, scope
from shared.clock import now, today
from shared.doors.errors import Conflict, Forbidden, Invalid, NotFound, Unavailable
from shared.doors.transaction import carry_out, let_go, take_time
from shared.files import files
from shared.i18n import reader_locale
from shared.language.records.project import Project
from shared.limited import ChildCrashed, LimitExceeded, run_limited
from shared.queue import jobs
from shared.queue.jobs import Progress

log = logging.getLogger("asar.reports")
BUILDER = "services.reports.documents.build:build"
FORMATS = ("docx", "pdf", "xlsx")
PUBLIC_FORMATS = (f"{PUBLIC}docx", f"{PUBLIC}pdf")
KINDS = ("programme_report",)
ONE_MOMENT = {"isolation_level": "REPEATABLE READ"}
NUMBERING = text("SELECT pg_advisory_xact_lock(hashtext(:name))")


class PeriodEmpty(Invalid):
    """The period ends before it starts."""

    code = "period_empty"


class BeforeProject(Invalid):
    """The project begins on %(first)s: choose that day or a later one."""

    code = "before_project"


class NotSealed(Conflict):
    """The report is not sealed yet: its public version is made of what was sealed."""

    code = "not_sealed"


class DocumentFailed(Unavailable):
    """The document could not be built. The figures are sealed; ask for the report again."""

    code = "document_failed"


def ask_for_report(project_id: uuid.UUID | str, values: dict[str, Any]) -> Report:
    """Number a report and queue its building; `values`: kind, period {from, to}, formats, locale, region."""
    project = get_project(project_id)
    days = period_of(project, values["period"])
    check_region(project, values.get("region"))
    refuse_unknown(project, values.get("signatories"))
    db.session.execute(NUMBERING, {"name": f"report {project.id}"})
    report = numbered(project, days, values)
    db.session.add(report)
    db.session.flush()
    report.job_id = queued(report, values["formats"])
    return report


def make_public(report: Report) -> Report:
    """Queue the public version of a sealed report: the same figures without names and small groups."""
    if report.snapshot is None:
        raise NotSealed
    report.job_id = queued(report, list(PUBLIC_FORMATS))
    return report


def numbered(project: Project, days: tuple[date, date], values: Mapping[str, Any]) -> Report:
    """The report with the next number of its month."""
    period_from, period_to = days
    return Report(
        project_id=project.id,
        number=next_number(project.id, period_to.strftime("%Y-%m")),
        kind=values["kind"],
        period_from=period_from,
        period_to=period_to,
        locale=values.get("locale") or reader_locale(),
        region=allowed_region(values.get("region")),
        signatories=values.get("signatories") or usual(project),
        created_by=actor().id,
        author=actor().name,
        created_at=now(),  # by the clock of the figures beside it, also on a day that is set
    )


def queued(report: Report, formats: list[str]) -> uuid.UUID:
    """The job that builds a report."""
    asked = {"report_id": str(report.id), "formats": formats}
    return jobs.enqueue(db.session, Job, "reports.build", asked, actor().id).id


def period_of(project: Project, asked: Mapping[str, date | None]) -> tuple[date, date]:
    """The asked days, else from the project's first until today or its last; PeriodEmpty.
    A plan that names no first day is reported from its approval."""
    last = asked.get("to") or min(today(), project.period_to or today())
    first = asked.get("from") or project.period_from or min(project.approved_on or last, last)
    if last < first:
        raise PeriodEmpty(field="period")
    return first, last


def allowed_region(region: str | None) -> str | None:
    """A partner reports on his own region only, and so does a region's home; another's is NotFound."""
    regions = scope("report.build")
    if regions is None:
        return region
    if region is None and len(regions) == 1:
        return next(iter(regions))
    if region not in regions:
        raise Forbidden(field="region") if region is None else NotFound
    return region


def build(data: dict[str, Any], advance: Progress, words: Words) -> dict[str, Any]:
    """Seal the snapshot if it is not yet, with these words, then make each document; safe to repeat."""
    report = db.session.get_one(Report, uuid.UUID(data["report_id"]))
    steps = len(data["formats"]) + 1
    if report.snapshot is None:
        carry_out(seal, report.id, of_one_moment(report, words))
    advance(1, steps)
    for step, format_name in enumerate(data["formats"], start=2):
        carry_out(make_document, report, format_name)
        advance(step, steps)
    report.state = "ready"
    return {"report": str(report.id), "formats": data["formats"]}


def of_one_moment(report: Report, words: Words) -> Snapshot:
    """A report's cells, and the records behind them kept under its seal, out of one state of the facts,
    whatever is delivered meanwhile: a cell must equal the sum behind it."""
    let_go()
    with turn():
        db.session.connection(execution_options=ONE_MOMENT)
        with force_locale(report.locale):
            snapshot = take(report, get_project(report.project_id), words, keep_behind())
        let_go()
    return snapshot


def keep_behind() -> int:
    """Keep what has moved since the last seal, however much it is; the number of the seal."""
    take_time(db.session)
    return keep_moved(db.session)


def seal(report_id: uuid.UUID, snapshot: Snapshot) -> None:
    """Keep a report's cells with their hash; nothing changes them later."""
    report = db.session.get_one(Report, report_id, with_for_update=True)
    if report.snapshot is None:
        report.snapshot, report.sha256 = to_json(snapshot), digest(snapshot)
        report.sealed_at, report.state = now(), "sealed"


def digest(snapshot: Snapshot) -> str:
    """SHA-256 of the snapshot's canonical JSON."""
    return hashlib.sha256(orjson.dumps(to_json(snapshot), option=orjson.OPT_SORT_KEYS)).hexdigest()


def make_document(report: Report, format_name: str) -> None:
    """Build one document in a limited child and keep it."""
    if any(file.format == format_name for file in report.files):
        return
    name = file_name(report, format_name)
    stored = files().put(built(report, format_name), name)
    report.files.append(
        ReportFile(format=format_name, sha256=stored.sha256, size=stored.size, mime=stored.mime)
    )


def built(report: Report, format_name: str) -> bytes:
    """The bytes of a document, out of a limited child; DocumentFailed when that breaks off."""
    asked = orjson.dumps({"format": format_name, "snapshot": report.snapshot})
    let_go()  # no transaction waits for the child
    try:
        answer = run_limited(BUILDER, asked, seconds=60, memory_mb=1024)
    except (ChildCrashed, LimitExceeded) as error:
        log.error("%s of report %s: %s %s", format_name, report.number, error, getattr(error, "trace", ""))
        raise DocumentFailed(detail={"format": format_name}) from error
    return base64.b64decode(answer["data"])


def file_name(report: Report, format_name: str) -> str:
    """A name people recognise: "ПО-2022-09-1 Туркестанская область.docx"."""
    region = sealed(report).region
    ending = format_name.removeprefix(PUBLIC)
    public = f" {_('for everybody')}" if ending != format_name else ""
    return f"{report.number.replace('/', '-')}{' ' + region if region else ''}{public}.{ending}"
