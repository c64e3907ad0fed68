"""Handing a monthly report in, returning it, accepting it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec

from services.reports.centre_reports.models import CentreReport
from services.reports.centre_reports.operations.writing import refuse_handed_in, section_row
from services.reports.centre_reports.queries.content import sections_of
from services.reports.centre_reports.queries.reports import is_open
from services.reports.centre_reports.record import publish_report
from services.reports.centre_reports.rules.content import Section
from shared.acts.doer import doer
from shared.clock import last_day, today
from shared.doors.errors import Conflict
from shared.i18n import format_month, format_short_date
from shared.language.centre_reports import ACCEPTED, HANDED_IN, RETURNED
from shared.language.evidence import OTHER, REPORT
from shared.proofs.queries import files_of
from shared.spoken import name_of


class ReportMonthNotOver(Conflict):
    """The month is not over: its report can be handed in from %(day)s on."""

    code = "report_month_not_over"


class JournalsOpen(Conflict):
    """The journal of the month is not closed at: %(centres)s. The report can be handed in once it is; a month
    without entries is closed too, with a reason. Nothing written here is lost."""

    code = "journals_open"


class SectionsMissing(Conflict):
    """These centres have not written their sentences: %(centres)s. The report can be handed in once they
    have."""

    code = "sections_missing"


class WordsMissing(Conflict):
    """No centre was open in this month: write in a few sentences how their opening was prepared."""

    code = "words_missing"


class NotHandedIn(Conflict):
    """This report is not handed in yet: hand it in first."""

    code = "not_handed_in"


class AlreadyAccepted(Conflict):
    """This report is accepted already."""

    code = "already_accepted"


def hand_in(report: CentreReport) -> CentreReport:
    """Hand a report in: the figures of its sections are sealed as they are now, and it counts."""
    refuse_handed_in(report)
    check_over(report)
    found = sections_of(report.project_id, report.month)
    check_sections(report, found)
    for facts in found:
        section_row(report, facts.centre_id).facts = msgspec.to_builtins(facts)
    report.state, report.handed_in_on, report.handed_in_by = HANDED_IN, today(), doer()
    report.returned_because = None
    return publish_report(report)


def check_over(report: CentreReport) -> None:
    """A month is reported once it is over; ReportMonthNotOver."""
    ends = last_day(report.month)
    if today() < ends:
        raise ReportMonthNotOver(day=format_short_date(ends))


def check_sections(report: CentreReport, found: Sequence[Section]) -> None:
    """Every centre that was open has closed its journal and written; WordsMissing, JournalsOpen,
    SectionsMissing."""
    if not found and not report.words:
        raise WordsMissing(field="words")
    written = {section.centre_id for section in report.sections if section.done}
    if still := [name_of(facts) for facts in found if not facts.closed]:
        raise JournalsOpen(centres=", ".join(still), month=format_month(report.month))
    if silent := [name_of(facts) for facts in found if facts.centre_id not in written]:
        raise SectionsMissing(centres=", ".join(silent))


def return_report(report: CentreReport, values: dict[str, Any]) -> CentreReport:
    """Give a report back for a reason: it is worked on again and counts no more; the scans of what was
    returned stay as other papers and prove nothing."""
    refuse_open(report)
    report.state, report.returned_because = RETURNED, values["reason"]
    report.handed_in_on = report.handed_in_by = report.accepted_on = report.accepted_by = None
    for section in report.sections:
        section.facts = None
    set_aside(report)
    return publish_report(report)


def set_aside(report: CentreReport) -> None:
    """The scans of a returned report are no reports any more; one that is there as another paper goes."""
    files = files_of(report)
    others = {item.sha256 for item in files if item.kind == OTHER}
    for item in files:
        if item.kind == REPORT and item.sha256 not in others:
            item.kind = OTHER


def accept_report(report: CentreReport) -> CentreReport:
    """Accept a report that was handed in."""
    if report.state == ACCEPTED:
        raise AlreadyAccepted
    refuse_open(report)
    report.state, report.accepted_on, report.accepted_by = ACCEPTED, today(), doer()
    return publish_report(report)


def refuse_open(report: CentreReport) -> None:
    """A report that is worked on is neither returned nor accepted, and no scan proves it; NotHandedIn."""
    if is_open(report):
        raise NotHandedIn
