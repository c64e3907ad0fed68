"""What is true about surveys."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, Text, and_, case, cast, func, or_, select

from services.events.consultations.queries import places, reached
from services.events.db import db
from services.events.projects.queries import called
from services.events.questionnaires.models import Version
from services.events.surveys.models import Answer, Sheet, Survey
from shared.access import actor
from shared.clock import today
from shared.doors.errors import NotFound
from shared.language.questionnaires import MARKS, ON_PAPER, SATISFIED
from shared.sorting import Sorting

VIEW, RECORD = "survey.view", "survey.record"
PLANNED, RUNNING, ENDED, CLOSED = "planned", "running", "ended", "closed"
MOST_WAITING = 100
Filters = Mapping[str, Any]
Found = Any  # a row of a list as it was found, with the names of COLUMNS
COUNTS = and_(Answer.survey_id == Survey.id, Answer.struck_because.is_(None))


def of_answers(value: Any) -> Any:
    """Something about the answers of a survey that count."""
    return select(value).where(COUNTS).correlate(Survey).scalar_subquery()


ISSUED = select(func.count()).where(Sheet.survey_id == Survey.id).correlate(Survey).scalar_subquery()
ANSWERED = of_answers(func.count())
PAPER = of_answers(func.count().filter(Answer.way == ON_PAPER))
SATISFIED_MARKS = of_answers(func.count().filter(Answer.mark.in_(SATISFIED)))
BASE = of_answers(func.count(Answer.mark))
CENTRE, CENTRE_KK = called(Survey.centre_id)
COLUMNS = (
    Survey.id,
    Survey.project_id,
    Survey.activity_id,
    Survey.title,
    Survey.title_kk,
    Survey.region,
    Survey.centre_id,
    Survey.gathering_id,
    Survey.opens_on,
    Survey.closes_on,
    Survey.closed_on,
    CENTRE.label("centre"),
    CENTRE_KK.label("centre_kk"),
    ISSUED.label("issued"),
    ANSWERED.label("answered"),
    PAPER.label("paper"),
    SATISFIED_MARKS.label("satisfied"),
    BASE.label("base"),
    of_answers(func.min(Answer.answered_on)).label("first_on"),
    of_answers(func.max(Answer.answered_on)).label("last_on"),
)


def state() -> ColumnElement[str]:
    """The state of a survey on the present day."""
    return case(
        (Survey.closed_on.is_not(None), CLOSED),
        (Survey.opens_on > today(), PLANNED),
        (Survey.closes_on < today(), ENDED),
        else_=RUNNING,
    )


def state_of(item: Any) -> str:
    """The same of one survey, or of a row of a list."""
    if item.closed_on:
        return CLOSED
    now = today()
    return PLANNED if item.opens_on > now else ENDED if item.closes_on < now else RUNNING


def reaches(permission: str, item: Survey) -> bool:
    """Whether the actor may do this with a survey: of his regions and centres; of the whole project
    everybody sees, only the project's team changes."""
    if item.region is None and permission == VIEW:
        return actor().can(VIEW)
    centre = str(item.centre_id) if item.centre_id else None
    return any(
        region in (None, item.region) and at in (None, centre) for region, at in places(actor(), permission)
    )


def of_centres(centres: Collection[str]) -> Sequence[Survey]:
    """Every survey about these centres, held: it tells where the register has them."""
    mine = select(Survey).where(cast(Survey.centre_id, Text).in_(centres))
    return db.session.scalars(mine.order_by(Survey.id).with_for_update()).all()


def seen() -> ColumnElement[bool]:
    """The same as a condition, of seeing."""
    return or_(Survey.region.is_(None), reached(VIEW, Survey.region, Survey.centre_id))


def get_survey(survey_id: uuid.UUID, permission: str = VIEW, lock: bool = False) -> Survey:
    """A survey the actor's roles reach; NotFound. `lock` holds it against a concurrent change."""
    found = db.session.get(Survey, survey_id, with_for_update=lock or None, populate_existing=lock)
    if found is None or not reaches(permission, found):
        raise NotFound
    return found


def get_answer(answer_id: uuid.UUID, permission: str) -> Answer:
    """An answer of a survey the actor's roles reach; NotFound."""
    found = db.session.get(Answer, answer_id)
    if found is None:
        raise NotFound
    get_survey(found.survey_id, permission)
    return found


CONDITIONS: dict[str, Callable[[Any], ColumnElement[bool]]] = {
    "project": lambda key: cast(Survey.project_id, Text) == str(key),
    "centre": lambda key: cast(Survey.centre_id, Text) == str(key),
    "gathering": lambda key: cast(Survey.gathering_id, Text) == str(key),
    "region": lambda region: Survey.region == region,
    "state": lambda wanted: state() == wanted,
    "q": lambda words: or_(
        *(name.icontains(words, autoescape=True) for name in (Survey.title, Survey.title_kk))
    ),
}


def filtered(filters: Filters) -> Select[Any]:
    """Surveys the actor may see by the filters of a list, those of CONDITIONS."""
    wanted = (condition(filters[name]) for name, condition in CONDITIONS.items() if filters.get(name))
    return select(*COLUMNS).where(seen(), *wanted)


def survey_rows(filters: Filters, sorting: Sorting, limit: int | None, offset: int = 0) -> Sequence[Found]:
    """The list a page shows, None is no limit."""
    sorts = {"title": Survey.title, "closes_on": Survey.closes_on, "answered": ANSWERED, "base": BASE}
    term = sorting.term(sorts, Survey.closes_on)
    ordered = filtered(filters).order_by(term, Survey.id.desc())
    return db.session.execute(ordered.limit(limit).offset(offset)).all()


def count_surveys(filters: Filters) -> int:
    """How many surveys a list has."""
    return db.session.scalar(select(func.count()).select_from(filtered(filters).subquery())) or 0


def survey_page(filters: Filters, after: uuid.UUID | None, limit: int) -> list[dict[str, Any]]:
    """The list a tool reads, the newest first, one row more than the limit."""
    statement = filtered(filters).order_by(Survey.id.desc()).limit(limit + 1)
    if after:
        statement = statement.where(Survey.id < after)
    return [dict(row) for row in db.session.execute(statement).mappings()]


def counts_of(survey: Survey) -> Found:
    """The row of one survey with its counts."""
    return db.session.execute(select(*COLUMNS).where(Survey.id == survey.id)).one()


def marks_of(survey: Survey) -> tuple[int, ...]:
    """How often each mark from 1 to 5 was given."""
    mine = Answer.survey_id == survey.id, Answer.struck_because.is_(None), Answer.mark.is_not(None)
    found = select(Answer.mark, func.count().label("times")).where(*mine).group_by(Answer.mark)
    given = {row.mark: row.times for row in db.session.execute(found)}
    return tuple(given.get(mark, 0) for mark in MARKS)


def said_in(survey_ids: Sequence[uuid.UUID]) -> list[dict[str, Any]]:
    """What was answered in these surveys, answer by answer, in no order that tells who."""
    mine = Answer.survey_id.in_(survey_ids), Answer.struck_because.is_(None)
    return list(
        db.session.scalars(select(Answer.said).where(*mine).order_by(func.md5(cast(Answer.id, Text))))
    )


def versions_of(rows: Sequence[Found]) -> list[tuple[Version, list[uuid.UUID]]]:
    """The versions that were asked in these surveys, each with those where something came back."""
    mine = Survey.id.in_([row.id for row in rows if row.answered])
    found = select(Version, Survey.id).join(Survey, Survey.version_id == Version.id).where(mine)
    grouped: dict[uuid.UUID, tuple[Version, list[uuid.UUID]]] = {}
    for version, survey_id in db.session.execute(found.order_by(Version.id, Survey.id)):
        grouped.setdefault(version.id, (version, []))[1].append(survey_id)
    return list(grouped.values())


def answers_of(survey: Survey) -> Sequence[Answer]:
    """The answers of a survey by the numbers of their sheets, those that were struck among them."""
    mine = select(Answer).join(Sheet, Sheet.id == Answer.sheet_id).where(Answer.survey_id == survey.id)
    return db.session.scalars(mine.order_by(Sheet.number, Answer.id)).all()


def sheets_of(survey: Survey) -> Sequence[Found]:
    """Every sheet of a survey with the day it came back, by its number."""
    back = and_(Answer.sheet_id == Sheet.id, Answer.struck_because.is_(None))
    columns = Sheet.id, Sheet.number, Sheet.way, Sheet.secret, Answer.answered_on
    found = select(*columns).outerjoin(Answer, back).where(Sheet.survey_id == survey.id)
    return db.session.execute(found.order_by(Sheet.number)).all()


def sheets_out(survey: Survey, limit: int | None = None) -> Sequence[Sheet]:
    """Sheets that went out on paper and did not come back, by their numbers."""
    back = select(Answer.id).where(Answer.sheet_id == Sheet.id, Answer.struck_because.is_(None))
    out = Sheet.survey_id == survey.id, Sheet.way == ON_PAPER, ~back.correlate(Sheet).exists()
    return db.session.scalars(select(Sheet).where(*out).order_by(Sheet.number).limit(limit)).all()


def sheet_by(secret: str) -> Sheet:
    """The sheet of a link; NotFound."""
    found = db.session.scalar(select(Sheet).where(Sheet.secret == secret))
    if found is None:
        raise NotFound
    return found


def survey_by(secret: str) -> Survey:
    """The survey of a common link; NotFound."""
    found = db.session.scalar(select(Survey).where(Survey.secret == secret))
    if found is None:
        raise NotFound
    return found


def is_answered(sheet: Sheet) -> bool:
    """Whether a sheet came back."""
    mine = Answer.sheet_id == sheet.id, Answer.struck_because.is_(None)
    return db.session.scalar(select(Answer.id).where(*mine)) is not None


def waiting() -> list[Found]:
    """Surveys whose term is over while sheets are out, of those the actor keys in; the earliest first."""
    mine = reached(RECORD, Survey.region, Survey.centre_id)
    over = Survey.closed_on.is_(None), Survey.closes_on < today(), ISSUED > ANSWERED
    found = select(*COLUMNS).where(mine, *over).order_by(Survey.closes_on, Survey.id)
    return list(db.session.execute(found.limit(MOST_WAITING)))


def answered_about(gathering_id: uuid.UUID) -> int:
    """How many questionnaires came back about a gathering."""
    mine = Survey.gathering_id == gathering_id, Answer.struck_because.is_(None)
    found = select(func.count()).select_from(Answer).join(Survey, Survey.id == Answer.survey_id)
    return db.session.scalar(found.where(*mine)) or 0
