"""What is held of a person as a paper and as a workbook for him."""

from __future__ import annotations

from flask_babel import gettext as _

from services.registry.erasures.queries import Everything
from services.registry.people.models import Person
from shared.clock import today
from shared.doors.listing import Column
from shared.i18n import current_locale, format_date
from shared.language.personal import nameless
from shared.office.paper.described import Paper
from shared.office.paper.described import Part as Chapter
from shared.personal.holding import Part

Line = tuple[Part, str, str]


def paper_of(person: Person, everything: Everything) -> Paper:
    """What we hold about you."""
    return Paper(
        locale=current_locale(),
        title=_("What we hold about you"),
        subtitle=person.name,
        lead=_(
            "You may ask that it be corrected or erased. Of an erased person figures still count that "
            "somebody came; who it was is known no longer."
        ),
        facts=[(_("As of"), format_date(today()))],
        parts=[chapter(part) for part in everything.every],
        foot=nameless(person.id),
    )


def chapter(part: Part) -> Chapter:
    """One thing that is held, as a part of the paper."""
    rows = [[label, value] for label, value in part.said]
    columns = [(_("What"), 30), (_("What is written"), 70)] if rows else []
    return Chapter(title=headed(part), text=part.stays, columns=columns, rows=rows)


def headed(part: Part) -> str:
    """What a part is called, which it is and of which day."""
    day = format_date(part.day) if part.day else ""
    return " · ".join(filter(None, (part.called, part.title, day)))


def lines(everything: Everything) -> list[Line]:
    """A line for each word that is held; one for what has none."""
    return [(part, label, value) for part in everything.every for label, value in part.said or [("", "")]]


def columns() -> list[Column[Line]]:
    """The workbook's columns."""
    return [
        Column(key="called", label=_("Where"), said=lambda line: line[0].called, width=30),
        Column(key="title", label=_("Which"), said=lambda line: line[0].title, width=40),
        Column(key="day", label=_("Day"), said=lambda line: line[0].day),
        Column(key="label", label=_("What"), said=lambda line: line[1], width=24),
        Column(key="value", label=_("What is written"), said=lambda line: line[2], width=40),
        Column(key="stays", label=_("Why it stays"), said=lambda line: line[0].stays, width=50),
    ]


def file_name(person: Person) -> str:
    """What a file for the person is called, without its ending."""
    return f"{_('What we hold')} {nameless(person.id)} {today().isoformat()}"
