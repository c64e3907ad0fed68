"""What the forms of surveys offer."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

from services.events.consultations.forms import centre_options
from services.events.consultations.queries import centres_of
from services.events.gatherings.models import Gathering
from services.events.gatherings.queries import get_gathering
from services.events.questionnaires.queries import WRITE, questionnaire_rows, templates
from services.events.questionnaires.wording import in_language
from services.events.surveys.models import Survey
from services.events.surveys.queries import RECORD, sheets_out
from services.events.surveys.rules.cells import Cell
from shared.access import actor
from shared.clock import today
from shared.doors.form import Form
from shared.i18n import format_short_date
from shared.language.questionnaires import CHOICE, TEXT
from shared.language.records.project import Project
from shared.spoken import title_of

ROWS = 10
TERM = ("title", "title_kk", "opens_on", "closes_on")


def begun(project: Project, questionnaire: str | None, gathering: Gathering | None) -> dict[str, Any]:
    """Start values of a new survey; one after a gathering is of its days."""
    known = [str(row.id) for row in questionnaire_rows()]
    start: dict[str, Any] = {"project_id": project.id, "opens_on": today(), "closes_on": None}
    start["questionnaire_id"] = questionnaire if questionnaire in known else next(iter(known[:1]), None)
    if gathering:
        last = gathering.ends_on or gathering.starts_on
        start |= {"gathering_id": gathering.id, "title": gathering.title, "title_kk": gathering.title_kk}
        start |= {"opens_on": gathering.starts_on, "closes_on": last}
    return start


def gathering_asked(key: str | None) -> Gathering | None:
    """The gathering a survey is to be about, if one is asked for; NotFound."""
    try:
        return get_gathering(uuid.UUID(key), "gathering.record") if key else None
    except ValueError:
        return None


def own_of(gathering: Gathering | None) -> str:
    """Where to begin a questionnaire of the gathering's region, for who may write one; "" where its plugins
    offer none for its type."""
    if gathering is None or not actor().everywhere(WRITE) or not templates(gathering.region, gathering.type):
        return ""
    return f"/events/questionnaires/new?region={gathering.region}&type={gathering.type}"


def offered() -> dict[str, Any]:
    """The questionnaires and the actor's centres: {questionnaires, centres}."""
    known = [(str(row.id), in_language(row.title)) for row in questionnaire_rows()]
    return {"questionnaires": known, "centres": centre_options(centres_of(RECORD))}


@dataclass(frozen=True)
class Line:
    """A row of the grid: the number of a sheet, what was typed at its places, what is wrong with it."""

    number: int
    typed: dict[str, str]
    wrong: dict[str, str]
    reason: str


def grid(form: Form, item: Survey, cells: list[Cell]) -> list[Line]:
    """The rows to key in: those that were typed, then the next sheets that are out."""
    typed = {number_of(name) for name, text in form.values.items() if name.startswith("s-") and text}
    out = {sheet.number for sheet in sheets_out(item, ROWS)}
    return [line(form, number, cells) for number in sorted(typed | out)]


def number_of(name: str) -> int:
    """The number of the sheet in the name of a field, "s-12-q1"."""
    part = name.split("-")[1]
    return int(part) if part.isdecimal() else 0


def line(form: Form, number: int, cells: list[Cell]) -> Line:
    """One row."""
    names = {cell.key: f"s-{number}-{cell.key}" for cell in cells}
    wrong = {key: form.error(name) for key, name in names.items()}
    typed = {key: form.value(name) for key, name in names.items()}
    return Line(number, typed, wrong, form.error(f"s-{number}"))


def head_of(cell: Cell) -> str:
    """What stands above a column of the grid."""
    return in_language(cell.line or cell.question)


def what_stands(cell: Cell) -> str:
    """What may be typed at a place: "1–5", "1–4", nothing of words."""
    return "" if cell.kind == TEXT else f"1–{cell.most}"


def legend(cells: list[Cell]) -> list[tuple[str, list[str]]]:
    """The numbers of the answers of each choice."""
    return [
        (head_of(cell), [f"{place} – {in_language(option)}" for place, option in enumerate(cell.options, 1)])
        for cell in cells
        if cell.kind == CHOICE
    ]


def day_of(item: Survey) -> str:
    """The day most sheets are of: that of a survey of one day; of a longer one nobody knows."""
    return item.opens_on.isoformat() if item.opens_on == item.closes_on else ""


def called(gathering: Gathering) -> str:
    """A gathering by its title and its day."""
    return f"{title_of(gathering)}, {format_short_date(gathering.starts_on)}"
