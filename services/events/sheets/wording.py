"""The list to sign, ready to be printed in the language of its reader."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from flask_babel import gettext as _

from services.events.gatherings.models import Gathering
from services.events.gatherings.operations import asked_about, facts_of
from services.events.gatherings.record import gathering_record
from services.events.gatherings.wording.hours import hours
from services.events.gatherings.wording.names import days, gathering_types, led
from services.events.participants.models import Participant
from services.events.participants.operations.questions import asked
from services.events.participants.queries import alphabetical
from services.events.participants.wording.names import categories
from services.events.projects.queries import projects
from services.events.projects.wording import region_name
from shared.doors.errors import Unavailable
from shared.i18n import current_locale
from shared.language.documents import SHEET
from shared.language.records.project import Project
from shared.office.papers import drawn
from shared.office.regional import Regional, regional
from shared.plugins import extra, plugins
from shared.plugins.asking import in_words
from shared.plugins.recorded import told
from shared.plugins.specifications import LANDSCAPE, AttendanceSheet, Branding, FieldDef, SheetColumn
from shared.projects import activity_titles
from shared.spoken import mark_words, place_words, title_of

DRAWN_BY = "services.events.sheets.paper:draw"
MOST_PEOPLE = 5000
NUMBER = "number"
Fills = dict[str, Callable[[Participant], str | None]]


class SheetNotDrawn(Unavailable):
    """The form could not be printed just now. Try again in a moment; nothing is lost."""

    code = "sheet_not_drawn"


def pdf_of(gathering: Gathering) -> bytes:
    """The list as a PDF, out of a limited child; SheetNotDrawn."""
    face = plugins().branding(gathering.region, gathering.starts_on)
    own = regional(SHEET, told(gathering_record(gathering)), current_locale())
    return drawn(DRAWN_BY, SheetNotDrawn, own=own, data=printed(gathering, face, own), logo=face.logo)


def printed(gathering: Gathering, face: Branding, own: Regional) -> dict[str, Any]:
    """Everything the paper says, in words."""
    project = projects.get(gathering.project_id)
    sheet = plugins().attendance_sheet(gathering.region, facts_of(gathering, project))
    return {
        "locale": current_locale(),
        "letterhead": face.letterhead.get(current_locale(), []),
        "notice": in_words(face.disclaimer) if face.disclaimer else "",
        "accent": face.accent,
        "title": in_words(sheet.title),
        "landscape": sheet.orientation == LANDSCAPE,
        "facts": [*facts(gathering, project), *own.facts],
        "x": own.x,
        "widths": [column.width for column in sheet.columns],
        "columns": [in_words(column.label) for column in sheet.columns],
        "rows": rows(gathering, sheet),
        "footer": " ".join(filter(None, [in_words(sheet.footer) if sheet.footer else "", mark_words()])),
        "signatures": [_("People present in all"), _("Answers for the list (name, signature)")],
    }


def facts(gathering: Gathering, project: Project) -> list[tuple[str, str]]:
    """What stands over the list: (label, words)."""
    clock = hours(gathering.starts_at, gathering.ends_at, gathering.zone)
    when = ", ".join(filter(None, [days(gathering.starts_on, gathering.ends_on), clock]))
    where = ", ".join(filter(None, [place_words(gathering.settlement), region_name(gathering.region)]))
    activity = activity_titles(project).get(gathering.activity_id, "")
    said = {
        gathering_types()[gathering.type]: title_of(gathering),
        _("Activity of the plan"): activity,
        _("When"): when,
        _("Where"): where,
        _("Who led it"): "; ".join(led(gathering.trainers)),
    }
    asked = extra.printed(asked_about(gathering), gathering.extra)
    return [*((label, words) for label, words in said.items() if words), *asked]


def rows(gathering: Gathering, sheet: AttendanceSheet) -> list[list[str]]:
    """Those entered already, in the order of the alphabet, then the blank rows; numbered throughout."""
    people: list[Participant | None] = [*alphabetical(gathering.id, MOST_PEOPLE, 0)]
    people += [None] * sheet.blank_rows
    filled, columns = fills() | answers(gathering), sheet.columns
    numbered = enumerate(people, 1)
    return [[cell(column, number, person, filled) for column in columns] for number, person in numbered]


def fills() -> Fills:
    """What a column takes of a person, by its name; the words are looked for once a paper."""
    kinds = dict(categories())
    return {
        "name": lambda person: person.name,
        "settlement": lambda person: place_words(person.settlement),
        "organisation": lambda person: person.organisation,
        "category": lambda person: kinds.get(person.category or ""),
    }


def answers(gathering: Gathering) -> Fills:
    """What a column takes of the answers to the region's questions, by the key."""
    return {field.key: partial(answered, field) for field in asked(gathering).all()}


def answered(field: FieldDef, person: Participant) -> str:
    """What somebody answered to a question, in words."""
    return extra.answer_words(field, person.extra.get(field.key, ""))


def cell(column: SheetColumn, number: int, person: Participant | None, filled: Fills) -> str:
    """What is printed into a cell; nothing where a pen writes, nor of a question nobody asks."""
    if column.fills == NUMBER:
        return str(number)
    fill = filled.get(column.fills) if person else None
    return fill(person) or "" if fill and person else ""


def file_name(gathering: Gathering) -> str:
    """A name people recognise."""
    return f"{_('Form to sign')} {gathering.settlement or ''} {gathering.starts_on:%d.%m.%Y}.pdf"
