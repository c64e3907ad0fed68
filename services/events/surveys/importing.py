"""Answers of questionnaires that were collected elsewhere: a row is a sheet, a column a question."""

from __future__ import annotations

import re
import uuid
from collections.abc import Sequence
from functools import partial
from typing import Any

from flask_babel import gettext as _
from marshmallow import Schema, fields
from sqlalchemy import select

from services.events.db import db
from services.events.questionnaires.wording import in_language
from services.events.surveys.forms import head_of
from services.events.surveys.models import Answer, Sheet, Survey
from services.events.surveys.operations.answering import key_in
from services.events.surveys.queries import RECORD, get_survey, sheets_out
from services.events.surveys.rules.cells import Cell, Said, cells_of
from shared.doors.errors import Conflict
from shared.imports.declaring import Brings, Field, Values
from shared.imports.entering import StandsOtherwise
from shared.language.questionnaires import CHOICE, MARKS
from shared.validation import Day, Range, Whole

MARK = re.compile(rf"([{MARKS[0]}-{MARKS[-1]}])(?!\d).*")


class NoSheetOut(Conflict):
    """Every sheet that went out has come back. Say first how many more went out: an answer is of a sheet."""

    code = "no_sheet_out"


def survey(survey_id: uuid.UUID) -> Survey:
    """The survey whose answers they are; NotFound."""
    return get_survey(survey_id, RECORD)


def cells(about: Survey) -> list[Cell]:
    """The places of the survey's questionnaire."""
    return cells_of(about.version.questions)


def columns(about: Survey) -> Sequence[Field]:
    """The number of a sheet, its day, and a column for each place of the questionnaire."""
    numbers = ("Номер анкеты", "№ анкеты", "Анкета №", "Сауалнама №", "№")
    days = ("Дата", "Дата заполнения", "Отметка времени", "Timestamp", "Күні")
    return [
        Field(key="number", label=_("No. of the sheet"), also=numbers),
        Field(key="answered_on", label=_("Day"), also=days, for_all=True),
        *(field_of(cell) for cell in cells(about)),
    ]


def field_of(cell: Cell) -> Field:
    """The column of a place: called as it is asked, or by its number."""
    number = cell.key.removeprefix("q").replace("-", ".")
    also = (cell.key, number, f"Вопрос {number}", f"{number}-сұрақ", f"{number}. {head_of(cell)}")
    options = {str(place): in_language(words) for place, words in enumerate(cell.options, 1)}
    known = options if cell.kind == CHOICE else {}
    own = partial(read_option, cell.most) if known else read_mark if cell.most else None
    return Field(key=cell.key, label=head_of(cell), also=also, words=known, read=own)


def read_option(most: int, text: str) -> str | None:
    """The number of an answer, where a cell holds that; None where it holds words."""
    return text if text.isdecimal() and 1 <= int(text) <= most else None


def read_mark(text: str) -> str:
    """A mark, with or without its words: «5 – отлично»; what is none stays to be refused."""
    found = MARK.fullmatch(text.strip())
    return found[1] if found else text


def shape(about: Survey) -> Schema:
    """A row of such a table."""
    asked = {"required": "Say on which day they were filled in."}
    known: dict[str, fields.Field[Any]] = {
        "number": Whole(load_default=None, allow_none=True, validate=Range(1, 999999)),
        "answered_on": Day(required=True, error_messages=asked),
    }
    return Schema.from_dict(known | {cell.key: fields.String(load_default="") for cell in cells(about)})()


def stands(about: Survey, values: Values) -> Answer | None:
    """The answer that came back on the sheet of this number; StandsOtherwise."""
    number = str(values.get("number") or "")
    found = answer_on(about, int(number)) if number.isdecimal() and len(number) < 7 else None
    other = [cell for cell in cells(about) if found and differs(cell, found.said, values)]
    if other:
        raise StandsOtherwise(fields=", ".join(map(head_of, other)))
    return found


def differs(cell: Cell, said: Said, values: Values) -> bool:
    """Whether a row says something else at a place than what was keyed in."""
    return bool(values.get(cell.key)) and str(said.get(cell.key, "")) != values[cell.key]


def answer_on(about: Survey, number: int) -> Answer | None:
    """The answer on a sheet; None while it is out."""
    mine = select(Answer).join(Sheet, Sheet.id == Answer.sheet_id)
    on_sheet = (Sheet.survey_id == about.id, Sheet.number == number, Answer.struck_because.is_(None))
    return db.session.scalar(mine.where(*on_sheet))


def enter(about: Survey, values: Values, found: Any) -> Answer:
    """Key one in: on the sheet of its number, else on the next one that is out; NoSheetOut."""
    held = get_survey(about.id, RECORD, lock=True)
    number = values["number"] or next_out(held)
    answers = {cell.key: values[cell.key] for cell in cells(held) if values[cell.key]}
    key_in(held, {"answered_on": values["answered_on"], "rows": [{"number": number, "answers": answers}]})
    made = answer_on(held, number)
    assert made is not None  # it was keyed in a line above
    return made


def next_out(held: Survey) -> int:
    """The number of the next sheet that is out; NoSheetOut."""
    out = sheets_out(held, 1)
    if not out:
        raise NoSheetOut
    return out[0].number


IMPORTED = Brings(
    noun="answers",
    permission=RECORD,
    table=Answer,
    title=lambda: _("Answers"),
    fields=columns,
    schema=shape,
    enter=enter,
    home=lambda about: f"/events/surveys/{about.id}",
    stands=stands,
    same={"answered_on": lambda made: made.answered_on},
    about=survey,
    of="survey_id",
    undone=lambda made: made.struck_because,
)
