"""What is true about the monthly reports of the centres."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from services.reports.centre_reports.models import CentreReport, CentreSection
from services.reports.centre_reports.queries.content import open_in, sections_of
from services.reports.centre_reports.rules.content import Section
from services.reports.centre_reports.rules.months import due_on, months_asked
from services.reports.copies.queries import kept
from services.reports.db import Evidence, db
from shared.access import actor, holders
from shared.clock import today
from shared.doors.errors import NotFound
from shared.language import evidence
from shared.language.centre_reports import COUNTED, IN_WORK, TEXTS
from shared.language.records.centre import Centre
from shared.language.records.project import Project

VIEW, WRITE = "centre_report.view", "centre_report.write"
ASSEMBLE, ACCEPT = "centre_report.assemble", "centre_report.accept"
NOT_BEGUN = "not_begun"


@dataclass(frozen=True)
class Told:
    """A section as it is shown: its figures, the words of its people, whether the actor may write them."""

    facts: Section
    words: CentreSection | None
    writable: bool

    @property
    def written(self) -> bool:
        """Whether its people said what they did."""
        return bool(self.words and self.words.done)

    @property
    def texts(self) -> dict[str, str]:
        """What they wrote, by field."""
        said = {name: getattr(self.words, name, None) for name in TEXTS}
        return {name: text for name, text in said.items() if text}


@dataclass(frozen=True)
class MonthRow:
    """A month the plan asks a report of; `report` is None while nobody began it."""

    month: date
    report: CentreReport | None
    centres: int
    written: int
    signed: bool

    @property
    def state(self) -> str:
        """The state of the report, or that it was not begun."""
        return self.report.state if self.report else NOT_BEGUN

    @property
    def due(self) -> date:
        """The day by which it is handed in."""
        return due_on(self.month)

    @property
    def handed_in(self) -> date | None:
        """The day it was handed in."""
        return self.report.handed_in_on if self.report else None

    @property
    def late(self) -> bool:
        """Whether it came after its day, or has not come though its day has gone by."""
        return (self.handed_in or today()) > self.due


def get_report(report_id: uuid.UUID, permission: str = VIEW, lock: bool = False) -> CentreReport:
    """A monthly report; NotFound. Everybody who reads such reports sees it, narrowed to his centres; what
    concerns all centres only who holds the permission everywhere, and whoever writes for a centre."""
    found = db.session.get(CentreReport, report_id, with_for_update=lock or None, populate_existing=lock)
    if found is None or not (permission in (VIEW, WRITE) or whole(permission)):
        raise NotFound
    return found


def whole(permission: str) -> bool:
    """Whether the actor holds a permission in all regions."""
    return actor().everywhere(permission)


def reaches(permission: str, region: str, centre_id: str) -> bool:
    """Whether the actor's roles reach a centre; a role that names one centre reaches that one alone."""
    who = actor()
    if who.kind == "token":
        return who.can(permission, region)
    return any(
        grant.region in (None, region) and grant.centre in (None, centre_id)
        for grant in who.grants
        if grant.role in holders(permission)
    )


def told(report: CentreReport) -> list[Told]:
    """The sections of a report that the actor may see: as they were sealed, or as the records have them
    now."""
    words = {section.centre_id: section for section in report.sections}
    return [
        Told(facts, words.get(facts.centre_id), reaches(WRITE, facts.region, facts.centre_id))
        for facts in figures_of(report)
        if reaches(VIEW, facts.region, facts.centre_id)
    ]


def figures_of(report: CentreReport) -> list[Section]:
    """The figures of every centre's month: sealed when the report was handed in, else as they are now."""
    if report.state not in COUNTED:
        return sections_of(report.project_id, report.month)
    return sealed(report)


def sealed(report: CentreReport) -> list[Section]:
    """The figures that were sealed when the report was handed in."""
    kept = [msgspec.convert(row.facts, Section) for row in report.sections if row.facts]
    return sorted(kept, key=lambda section: (section.region, section.name))


def section_of(report: CentreReport, centre_id: uuid.UUID, permission: str = VIEW) -> Told:
    """The section of one centre; NotFound where it is none of the actor's."""
    for section in told(report):
        facts = section.facts
        if facts.centre_id == str(centre_id) and reaches(permission, facts.region, facts.centre_id):
            return section
    raise NotFound


def reports_of(project_id: str) -> Sequence[CentreReport]:
    """The reports of a project that were begun, by month."""
    mine = select(CentreReport).where(CentreReport.project_id == project_id)
    return db.session.scalars(
        mine.options(selectinload(CentreReport.sections)).order_by(CentreReport.month)
    ).all()


def months_begun(project: Project) -> list[date]:
    """The months the plan asks a report of that have begun."""
    return [month for month in months_asked(project) if month <= today()]


def month_rows(project: Project) -> list[MonthRow]:
    """Every month the plan asks a report of that has begun, the newest first."""
    found = {report.month: report for report in reports_of(project.id)}
    signed = signed_reports([report.id for report in found.values()])
    months, centres = sorted({*months_begun(project), *found}, reverse=True), kept(Centre, project.id)
    return [row_of(open_in(centres, month), month, found.get(month), signed) for month in months]


def row_of(
    working: Sequence[Centre], month: date, report: CentreReport | None, signed: set[uuid.UUID]
) -> MonthRow:
    """One month with how many centres were open and how many wrote their sentences."""
    centres = {centre.id for centre in working}
    written = {row.centre_id for row in report.sections if row.done} if report else set()
    if report and report.state in COUNTED:
        centres = {row.centre_id for row in report.sections if row.facts}
    return MonthRow(month, report, len(centres), len(written & centres), bool(report and report.id in signed))


def signed_reports(reports: Sequence[uuid.UUID]) -> set[uuid.UUID]:
    """Those of these reports whose signed scan is attached and opens."""
    scans = Evidence.kind == evidence.REPORT
    mine = select(CentreReport.id).where(Evidence.proving("centre_report", CentreReport.id), scans)
    return set(db.session.scalars(mine.where(CentreReport.id.in_(reports))))


def is_open(report: CentreReport) -> bool:
    """Whether a report is worked on: begun, or returned."""
    return report.state not in COUNTED


def writable_rows(project: Project) -> list[tuple[MonthRow, list[Centre]]]:
    """Months that are not handed in, with the centres for which the actor has not written yet."""
    found, centres = [], kept(Centre, project.id)
    for row in month_rows(project):
        if row.report and not is_open(row.report):
            continue
        written = (
            {section.centre_id for section in row.report.sections if section.done} if row.report else set()
        )
        mine = [
            centre
            for centre in open_in(centres, row.month)
            if centre.id not in written and reaches(WRITE, centre.region, centre.id)
        ]
        found.append((row, mine))
    return [(row, mine) for row, mine in found if mine]


def awaiting(rows: Sequence[MonthRow], states: tuple[str, ...] = (IN_WORK,)) -> list[MonthRow]:
    """Rows in one of these states, the oldest first."""
    return sorted((row for row in rows if row.state in states), key=lambda row: row.month)
