"""The monthly report of the centres, ready to be printed in the language of its reader."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _

from services.reports.centre_reports.models import CentreReport
from services.reports.centre_reports.queries.content import totals
from services.reports.centre_reports.queries.reports import Told, is_open, told, whole
from services.reports.centre_reports.rules.content import HeldThere, Section, Subproject
from services.reports.centre_reports.wording.names import facts_of, gathering_type, subproject_state, texts
from services.reports.copies.queries import projects
from services.reports.documents.programme_report.labels import Words
from services.reports.documents.programme_report.signers import role
from services.reports.reports.rules.signatories import signatures
from shared.doors.errors import Unavailable
from shared.i18n import current_locale, format_month, format_short_date
from shared.language.team import COORDINATOR, LEAD
from shared.office.papers import drawn
from shared.spoken import grantee_of, mark_words, name_of, place_words, title_of, topic, words_of

DRAWN_BY = "services.reports.documents.centre_report:draw"


class CentreReportNotDrawn(Unavailable):
    """The report could not be printed just now. Try again in a moment; nothing is lost."""

    code = "centre_report_not_drawn"


def paper_of(report: CentreReport, format_name: str) -> bytes:
    """The report as a PDF or a Word file, out of a limited child; CentreReportNotDrawn."""
    return drawn(DRAWN_BY, CentreReportNotDrawn, data=printed(report), format=format_name)


def printed(report: CentreReport) -> dict[str, Any]:
    """Everything the paper says, in words."""
    project, sections = projects.get(report.project_id), told(report)
    return {
        "locale": current_locale(),
        "grantee": grantee_of(project),
        "topic": topic(project.topic, project.topic_kk),
        "title": _("Monthly report on the work of the community centres"),
        "month": format_month(report.month),
        "extract": "" if whole("centre_report.view") else _("Extract: the centres of your region only"),
        "words": report.words or "",
        "totals": totals_table([section.facts for section in sections]),
        "sections": [section_of(no, section) for no, section in enumerate(sections, 1)],
        "nothing": _("No centre was open in this month."),
        "signatures": signed_by(report),
        "foot": " · ".join(filter(None, [state_words(report), mark_words()])),
    }


def totals_table(sections: Sequence[Section]) -> dict[str, Any]:
    """All centres at a glance: a line each, and their sum."""
    head = [
        _("Centre"),
        _("Consultations"),
        _("People at consultations"),
        _("Gatherings"),
        _("Visits in all"),
    ]
    rows = [
        [
            f"{name_of(told)}, {place_words(told.settlement)}",
            str(told.consultations),
            str(told.people),
            str(len(told.gatherings)),
            str(told.visitors),
        ]
        for told in sections
    ]
    summed = totals(sections)
    last = [
        _("In all"),
        str(summed["consultations"]),
        "–",
        str(summed["gatherings"]),
        str(summed["visitors"]),
    ]
    return {"head": head, "rows": rows, "sum": last}


def section_of(no: int, section: Told) -> dict[str, Any]:
    """One centre on paper."""
    facts = section.facts
    labels, place = texts(), place_words(facts.settlement)
    return {
        "title": f"{no}. {name_of(facts)}, {place}, {projects.region_name(facts.region)}",
        "facts": [[label, value or "–"] for label, value in facts_of(facts)],
        "gatherings": {
            "head": [_("Day"), _("Gathering"), _("Who came")],
            "rows": [
                [
                    format_short_date(item.day),
                    f"{gathering_type(item.type)}: {title_of(item)}",
                    str(item.people),
                ]
                for item in facts.gatherings
            ],
        },
        "subprojects": {
            "head": [_("Initiative group"), _("Settlement"), _("Sub-project")],
            "rows": list(map(subproject, facts.subprojects)),
        },
        "texts": [[labels[name], text] for name, text in section.texts.items()],
        "silent": "" if section.written else _("The centre has not written its sentences yet."),
        "by": written_by(section),
    }


def subproject(item: Subproject) -> list[str]:
    """A sub-project on paper: its group, its village, how far it is."""
    return [words_of(item.group, item.group_kk), place_words(item.settlement), subproject_state(item)]


def held(item: HeldThere) -> list[str]:
    """A gathering on paper: its day, its type and title, how many came."""
    called = f"{gathering_type(item.type)}: {title_of(item)}"
    return [format_short_date(item.day), called, str(item.people)]


def written_by(section: Told) -> str:
    """Who wrote the sentences of a centre."""
    name = section.words.written_by.name if section.words and section.words.written_by else ""
    return _("Written by: %(name)s", name=name) if name and section.written else ""


def signed_by(report: CentreReport) -> list[dict[str, str]]:
    """Who signs, in words of the paper: the coordinator who put it together and the lead of the project."""
    found = signatures(projects.get(report.project_id), [COORDINATOR, LEAD])
    ordered = sorted(found, key=lambda signer: signer.code != COORDINATOR)
    words = Words.of(current_locale())
    return [{"role": role(signer, words), "name": signer.name} for signer in ordered]


def state_words(report: CentreReport) -> str:
    """Whether the paper is the report that was handed in, or a draft that may still change."""
    if report.handed_in_on and not is_open(report):
        return _("Handed in: %(day)s", day=format_short_date(report.handed_in_on))
    return _("Draft: the report is not handed in, figures and words may still change")


def file_name(report: CentreReport, format_name: str) -> str:
    """A name people recognise."""
    return f"{_('Monthly report of the centres')} {report.month:%Y-%m}.{format_name}"
