"""Monthly reports of the centres in the user's language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext, pgettext

from services.reports.centre_reports.queries.content import totals
from services.reports.centre_reports.queries.reports import NOT_BEGUN, MonthRow, Told
from services.reports.centre_reports.rules.content import Section, Subproject
from services.reports.copies.queries import projects
from shared.acts.words import Words
from shared.doors.listing import parts
from shared.i18n import NBSP, format_money, format_short_date, once_a_language, said
from shared.language.centre_reports import ACCEPTED, HANDED_IN, IN_WORK, RETURNED, STATES, TEXTS
from shared.language.consultations import TOPICS
from shared.language.gatherings import TYPES
from shared.plugins.asking import in_words
from shared.spoken import name_of, title_of

SHAPES = {NOT_BEGUN: "plain", IN_WORK: "pace", HANDED_IN: "ok", RETURNED: "risk", ACCEPTED: "ok"}


def words() -> dict[str, Any]:
    """What templates say of monthly reports."""
    return {
        "centre_report_states": states(),
        "centre_report_shapes": SHAPES,
        "section_texts": texts(),
        "section_facts": facts_of,
        "centre_region": projects.region_name,
        "topics_words": topics_of,
        "gathering_words": gathering_type,
        "subproject_words": subproject_state,
    }


@once_a_language
def states() -> Mapping[str, str]:
    """States of a monthly report."""
    named = {name: said(word) for name, word in STATES.items()}
    return {NOT_BEGUN: pgettext("centre report", "not begun"), **named}


@once_a_language
def texts() -> Mapping[str, str]:
    """What the people of a centre write."""
    return {name: said(word) for name, word in TEXTS.items()}


@once_a_language
def journals() -> Mapping[str, str]:
    """States of the month of a journal."""
    return {
        "none": _("nothing is written in it"),
        "open": _("not closed yet"),
        "closed": _("closed and signed"),
        "empty": _("closed without entries"),
    }


def facts_of(section: Section) -> list[tuple[str, str]]:
    """The figures of a centre's month, each with its label; after them what its region asks of centres."""
    return [
        (_("Consultations"), counted(section)),
        (_("Different people at consultations"), str(section.people)),
        (_("What people asked about"), topics_of(section.topics)),
        (_("Gatherings at the centre"), str(len(section.gatherings))),
        (_("People at gatherings"), str(sum(item.people for item in section.gatherings))),
        (_("Sub-projects of the region"), str(len(section.subprojects))),
        (_("Problems sessions of the region named"), problem_words(section)),
        (_("Consultation journal"), journal_words(section)),
        *((in_words(item.label), in_words(item.words)) for item in section.answers),
    ]


def problem_words(section: Section) -> str:
    """What sessions named, each with its votes."""
    return "; ".join(
        ngettext("%(title)s (%(num)s vote)", "%(title)s (%(num)s votes)", item.votes, title=title_of(item))
        for item in section.problems
    )


def counted(section: Section) -> str:
    """How many consultations, and how many of the unnamed."""
    if not section.unnamed:
        return str(section.consultations)
    said_so = ngettext("%(num)s of somebody unnamed", "%(num)s of somebody unnamed", section.unnamed)
    return f"{section.consultations} ({said_so})"


def at_a_glance(sections: Sequence[Told]) -> list[dict[str, Any]]:
    """All centres as the lines of a table, and their sum: figures, and what of them is ready."""
    rows = [
        {
            "href": f"#centre-{section.facts.centre_id}",
            "name": name_of(section.facts),
            "consultations": section.facts.consultations,
            "gatherings": len(section.facts.gatherings),
            "visits": section.facts.visitors,
            "closing": sign(section.facts.closed, journals()[section.facts.journal]),
            "words": sign(section.written, _("written") if section.written else _("not written")),
        }
        for section in sections
    ]
    sums = totals([section.facts for section in sections])
    summed = {"consultations": sums["consultations"], "gatherings": sums["gatherings"]}
    last = {"name": _("In all"), **summed, "visits": sums["visitors"], "closing": "", "words": ""}
    return [*rows, last] if len(rows) > 1 else rows


def sign(there: bool, words: str) -> Any:
    """Whether something is ready, with its sign."""
    return parts().verdict("met" if there else "behind", words)


def topics_of(topics: Mapping[str, int]) -> str:
    """What the consultations were about, the most frequent first."""
    ordered = sorted(topics.items(), key=lambda pair: (-pair[1], pair[0]))
    named = [(said(TOPICS[name]) if name in TOPICS else name, count) for name, count in ordered]
    return ", ".join(f"{words}{NBSP}–{NBSP}{count}" for words, count in named)


def journal_words(section: Section) -> str:
    """The state of the journal's month; one without entries says why."""
    words = journals()[section.journal]
    return f"{words}: {section.empty_because}" if section.empty_because else words


def gathering_type(code: str) -> str:
    """What a type of gathering is called."""
    return said(TYPES[code].words) if code in TYPES else code


def subproject_state(item: Subproject) -> str:
    """How much a sub-project got, and whether it is finished."""
    amount = format_money(item.amount)
    if item.completed_on:
        return _("%(amount)s, completed on %(day)s", amount=amount, day=format_short_date(item.completed_on))
    return _("%(amount)s, under way", amount=amount)


def late_words(due: date, handed_in: date | None) -> str:
    """By how many days a report came after its day; nothing when it came in time or has not come."""
    days = (handed_in - due).days if handed_in else 0
    return ngettext("%(num)s day late", "%(num)s days late", days) if days > 0 else ""


def row_late(row: MonthRow) -> str:
    """What is late about a month."""
    return late_words(row.due, row.handed_in) or (_("overdue") if row.late else "")


def report() -> Words:
    """A monthly report in words."""
    fields = {
        "state": _("State"),
        "words": _("About the whole month"),
        "handed_in_on": _("Handed in on"),
        "returned_because": _("Returned"),
        "accepted_on": _("Accepted on"),
    }
    return Words(_("Monthly report of the centres"), fields, {"state": states()})


def section() -> Words:
    """A section in words."""
    return Words(_("Section of a centre"), {**texts()})
