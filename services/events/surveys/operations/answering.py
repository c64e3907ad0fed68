"""What comes back on sheets: keyed in row by row, or answered online; one sheet is one answer."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from marshmallow import ValidationError
from sqlalchemy import func, select

from services.events.db import db
from services.events.surveys.models import Answer, Sheet, Survey
from services.events.surveys.operations.holding import SurveyClosed, SurveyEnded, issue
from services.events.surveys.queries import CLOSED, ENDED, PLANNED, is_answered, state_of
from services.events.surveys.record import publish_survey
from services.events.surveys.rules.cells import MARK_NEEDED, Cell, Said, cells_of, mark_cell, read
from shared.clock import today
from shared.doors.errors import Conflict, Invalid
from shared.i18n import format_short_date
from shared.ids import new_id
from shared.language.questionnaires import ON_PAPER, ONLINE
from shared.validation import Sentence

A_WHILE, AT_ONCE = timedelta(minutes=1), 30  # a class of pupils, no robot
NO_SUCH_SHEET = "Sheet No. %(number)s never went out in this survey."
CAME_BACK = "Sheet No. %(number)s has been answered already. One sheet is one answer: the first one counts."
TWICE = "Sheet No. %(number)s stands here twice."
NO_SUCH_PLACE = "Sheet No. %(number)s: the questionnaire has no place %(place)s."


class FilledInOutside(Invalid):
    """Answers are of a day of the survey, %(first)s to %(last)s, and of no day to come."""

    code = "filled_in_outside"


class SurveyNotBegun(Conflict):
    """This survey begins on %(day)s. Come back then."""

    code = "survey_not_begun"


class AnsweredBefore(Conflict):
    """Sheet No. %(number)s has been answered already. One sheet is one answer: the first one counts."""

    code = "answered_before"


class TooManySheets(Invalid):
    """Too many open this link at once. Wait a minute and try again."""

    code, status = "too_many_sheets", 429


class NothingKeyedIn(Invalid):
    """Fill in at least one row."""

    code = "nothing_keyed_in"


class StruckBefore(Conflict):
    """This answer is struck already."""

    code = "struck_before"


def take_sheet(item: Survey) -> Sheet:
    """Give whoever comes by the common link of a survey that is held a sheet of his own; TooManySheets."""
    refuse_not_running(item)
    lately = Sheet.survey_id == item.id, Sheet.way == ONLINE, Sheet.created_at > func.now() - A_WHILE
    if (db.session.scalar(select(func.count()).select_from(Sheet).where(*lately)) or 0) >= AT_ONCE:
        raise TooManySheets
    sheet = issue(item, ONLINE)
    publish_survey(item)
    return sheet


def refuse_not_running(item: Survey) -> None:
    """Refuse an answer before the term and after it; SurveyNotBegun, SurveyEnded."""
    state = state_of(item)
    if state == PLANNED:
        raise SurveyNotBegun(day=format_short_date(item.opens_on))
    if state in (ENDED, CLOSED):
        raise SurveyEnded(day=format_short_date(item.closed_on or item.closes_on))


def answer_online(item: Survey, sheet: Sheet, typed: dict[str, Any]) -> Answer:
    """Take what somebody answered on a sheet of a survey that is held;
    SurveyNotBegun, SurveyEnded, AnsweredBefore, ValidationError."""
    refuse_not_running(item)
    if is_answered(sheet):
        raise AnsweredBefore(number=sheet.number)
    cells = cells_of(item.version.questions)
    said, wrong = read(cells, typed)
    if (mark := mark_cell(cells).key) not in said:
        wrong.setdefault(mark, MARK_NEEDED)
    if wrong:
        raise ValidationError({key: [problem] for key, problem in wrong.items()})
    answer = kept(item, sheet, ONLINE, today(), said)
    publish_survey(item)
    return answer


def key_in(item: Survey, values: dict[str, Any]) -> Survey:
    """Keep the paper sheets of a survey that is held, all of them or, with every reason, none;
    SurveyClosed, FilledInOutside, NothingKeyedIn, ValidationError."""
    if item.closed_on:
        raise SurveyClosed
    check_day(item, values["answered_on"])
    if not values["rows"]:
        raise NothingKeyedIn(field="rows")
    for sheet, said in rows_read(item, values["rows"]):
        kept(item, sheet, ON_PAPER, values["answered_on"], said)
    publish_survey(item)
    return item


def check_day(item: Survey, day: date) -> None:
    """Refuse a day outside the term, and one to come; FilledInOutside."""
    if not item.opens_on <= day <= min(item.closes_on, today()):
        first, last = format_short_date(item.opens_on), format_short_date(item.closes_on)
        raise FilledInOutside(field="answered_on", first=first, last=last)


def rows_read(item: Survey, rows: list[dict[str, Any]]) -> list[tuple[Sheet, Said]]:
    """The sheets of rows with what was answered on them; every reason against any, by its place."""
    cells, known, back = cells_of(item.version.questions), sheets_by_number(item), answered_numbers(item)
    wrong: dict[str, list[Sentence | str]] = {}
    for place, row in enumerate(rows):
        if reason := reason_against(row, rows[:place], cells, known, back):
            said = Sentence(reason, number=row["number"], place=strange(row, cells))
            wrong[f"s-{row['number']}"] = [said]
        wrong |= wrong_cells(row, cells)
    if wrong:
        raise ValidationError(wrong)
    return [(known[row["number"]], read(cells, row["answers"])[0]) for row in rows]


def wrong_cells(row: dict[str, Any], cells: list[Cell]) -> dict[str, list[Sentence | str]]:
    """What cannot be an answer in a row, by its places."""
    _said, problems = read(cells, row["answers"])
    return {f"s-{row['number']}-{key}": [problem] for key, problem in problems.items()}


def reason_against(
    row: dict[str, Any],
    before: list[dict[str, Any]],
    cells: list[Cell],
    known: dict[int, Sheet],
    back: set[int],
) -> str:
    """Why a row cannot be kept as a whole, or nothing."""
    number = row["number"]
    if number not in known:
        return NO_SUCH_SHEET
    if number in back:
        return CAME_BACK
    if any(other["number"] == number for other in before):
        return TWICE
    return NO_SUCH_PLACE if strange(row, cells) else ""


def strange(row: dict[str, Any], cells: list[Cell]) -> str:
    """A place of a row that the questionnaire does not have, or nothing."""
    return next(iter(sorted(row["answers"].keys() - {cell.key for cell in cells})), "")


def sheets_by_number(item: Survey) -> dict[int, Sheet]:
    """The sheets of a survey by their numbers."""
    mine = select(Sheet).where(Sheet.survey_id == item.id)
    return {sheet.number: sheet for sheet in db.session.scalars(mine)}


def answered_numbers(item: Survey) -> set[int]:
    """The numbers of the sheets that came back."""
    mine = Answer.survey_id == item.id, Answer.struck_because.is_(None)
    joined = select(Sheet.number).join(Answer, Answer.sheet_id == Sheet.id)
    return set(db.session.scalars(joined.where(*mine)))


def kept(item: Survey, sheet: Sheet, way: str, day: date, said: Said) -> Answer:
    """What came back on a sheet."""
    mark = said.get(mark_cell(cells_of(item.version.questions)).key)
    answer = Answer(
        id=new_id(), survey_id=item.id, sheet_id=sheet.id, way=way, answered_on=day, mark=mark, said=said
    )
    db.session.add(answer)
    db.session.flush()
    return answer


def strike_answer(item: Survey, answer: Answer, values: dict[str, Any]) -> Answer:
    """Say that an answer was keyed in wrongly, in a survey that is held; SurveyClosed, StruckBefore."""
    if item.closed_on:
        raise SurveyClosed
    if answer.struck_because:
        raise StruckBefore
    answer.struck_because = values["reason"]
    publish_survey(item)
    return answer
