"""The official journal of a month, ready to be printed in the language of its reader."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _

from services.events.consultations.models import Consultation, JournalMonth
from services.events.consultations.operations import asked_of
from services.events.consultations.record import place_of
from services.events.consultations.wording import channels, topics, visitor
from services.events.journals.queries import counts_of, entries_of
from services.events.projects.queries import projects
from services.events.projects.wording import region_name
from shared.doors.errors import Unavailable
from shared.i18n import current_locale, format_month, format_short_date
from shared.language.documents import JOURNAL
from shared.office.papers import drawn
from shared.office.regional import Regional, regional
from shared.plugins import extra
from shared.plugins.specifications import RecordFacts
from shared.spoken import grantee_of, mark_words, place_words, title_in, words_of

DRAWN_BY = "services.events.journals.paper:draw"


class JournalNotDrawn(Unavailable):
    """The journal could not be printed just now. Try again in a moment; nothing is lost."""

    code = "journal_not_drawn"


def pdf_of(month: JournalMonth) -> bytes:
    """The month as a PDF, out of a limited child; JournalNotDrawn."""
    own = regional(JOURNAL, told(month), current_locale())
    return drawn(DRAWN_BY, JournalNotDrawn, own=own, data=printed(month, own))


def told(month: JournalMonth) -> RecordFacts:
    """What plugins see of a month; nothing of who came."""
    (name, _kazakh, settlement), region = place_of(month.journal), month.journal.region
    page, state = f"/events/journals/{month.id}", "closed" if month.closed_on else "open"
    return RecordFacts(page, region, settlement or "", name, state, month.month, None, ())


def printed(month: JournalMonth, own: Regional) -> dict[str, Any]:
    """Everything the paper says, in words."""
    name, kazakh, settlement = place_of(month.journal)
    where = [words_of(name, kazakh), place_words(settlement), region_name(month.journal.region)]
    return {
        "locale": current_locale(),
        "title": _("Consultation journal"),
        "grantee": grantee_of(projects.get(month.journal.project_id)),
        "centre": ", ".join(part for part in where if part),
        "month": format_month(month.month),
        "columns": columns(),
        "rows": [cells(item) for item in entries_of(month)],
        "sums": [*sums(month), *(f"{label}: {value}" for label, value in own.facts)],
        "x": own.x,
        "signatures": signatures(month),
        "foot": " · ".join(filter(None, [state_words(month), mark_words()])),
    }


def columns() -> list[str]:
    """The head of the journal."""
    return [
        _("No."),
        _("Day"),
        _("Who came"),
        _("Subject"),
        _("Question"),
        _("Answer"),
        _("How it was given"),
        _("Minutes"),
        _("Consultant"),
        _("Referred to"),
    ]


def cells(item: Consultation) -> list[str]:
    """An entry as a line of the journal."""
    return [
        str(item.number),
        format_short_date(item.held_on),
        visitor(item.name, item.sex, item.age_band),
        topics()[item.topic],
        item.question,
        "\n".join([item.answer, *besides(item)]),
        channels()[item.channel],
        str(item.minutes),
        item.consultant,
        item.referral or "–",
    ]


def besides(item: Consultation) -> list[str]:
    """What the region asks of an entry and wants on paper."""
    return [f"{label}: {words}" for label, words in extra.printed(asked_of(item), item.extra)]


def sums(month: JournalMonth) -> list[str]:
    """What the month comes to."""
    counts = counts_of(month)
    named = {
        _("Consultations"): counts.consultations,
        _("of them unnamed"): counts.unnamed,
        _("Different people"): counts.people,
    }
    return [f"{label}: {count}" for label, count in named.items()]


def signatures(month: JournalMonth) -> list[dict[str, str]]:
    """Who signs: whoever closed the month; an open month has a line to be signed by nobody yet."""
    name = month.signed_by.name if month.signed_by else ""
    day = format_short_date(month.closed_on) if month.closed_on else ""
    return [{"role": _("Month closed by"), "name": name, "day": day}]


def state_words(month: JournalMonth) -> str:
    """Whether the paper is the signed month, or a draft that may still change."""
    if month.closed_on:
        return _("The month is closed: %(day)s", day=format_short_date(month.closed_on))
    return _("Draft: the month is open, entries may still change")


def file_name(month: JournalMonth) -> str:
    """A name people recognise."""
    name, kazakh, _settlement = place_of(month.journal)
    return f"{_('Consultation journal')} {title_in(name, kazakh)} {month.month:%Y-%m}.pdf"
