"""What is true about letters."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, Text, and_, case, cast, func, or_, select
from sqlalchemy.orm import aliased

from services.registry.db import db
from services.registry.letters.models import Letter
from services.registry.organisations.models import Organisation
from shared.clock import today
from shared.doors.errors import NotFound
from shared.reach import in_reach, in_sight, placed, reachable
from shared.sorting import Sorting

Found = Any  # a row of a list as it was found, with the names of COLUMNS and of `state`
Filters = Mapping[str, Any]
VIEW, RECORD = "letter.view", "letter.record"
PLAIN, AWAITED, OVERDUE, ANSWERED, ANNULLED = "plain", "awaited", "overdue", "answered", "annulled"
STANDS = Letter.annulled_because.is_(None)
COLUMNS: tuple[Any, ...] = (
    Letter.id,
    Letter.project_id,
    Letter.region,
    Letter.direction,
    Letter.year,
    Letter.number,
    Letter.dated_on,
    Letter.their_number,
    Letter.organisation_id,
    Letter.party,
    Letter.party_kk,
    Letter.subject,
    Letter.activity_id,
    Letter.answer_until,
    Letter.answers_id,
)


def get_letter(letter_id: uuid.UUID, permission: str = VIEW, lock: bool = False) -> Letter:
    """A letter the actor may see; NotFound. `lock` holds it against a concurrent change."""
    found = db.session.get(Letter, letter_id, with_for_update=lock or None)
    if found is None or not reachable(permission, found.region):
        raise NotFound
    return found


def answered() -> ColumnElement[bool]:
    """The condition that a letter was answered by one that stands."""
    other = aliased(Letter)
    mine = select(other.id).where(other.answers_id == Letter.id, other.annulled_because.is_(None))
    return mine.correlate(Letter).exists()


def state() -> ColumnElement[str]:
    """How a letter stands today."""
    return case(
        (Letter.annulled_because.is_not(None), ANNULLED),
        (answered(), ANSWERED),
        (Letter.answer_until.is_(None), PLAIN),
        (Letter.answer_until < today(), OVERDUE),
        else_=AWAITED,
    )


def visible() -> ColumnElement[bool]:
    """Letters of the actor's regions, and those of the whole project."""
    return in_sight(Letter.region, VIEW)


def worded(words: str) -> ColumnElement[bool]:
    """The condition that the subject, the other side or its number has these words."""
    columns = (Letter.subject, Letter.party, Letter.party_kk, Letter.their_number)
    return or_(*(column.icontains(words, autoescape=True) for column in columns))


CONDITIONS: dict[str, Callable[[Any], ColumnElement[bool]]] = {
    "project": lambda key: cast(Letter.project_id, Text) == str(key),
    "organisation": lambda key: cast(Letter.organisation_id, Text) == str(key),
    "region": lambda region: placed(Letter.region, region),
    "direction": lambda code: Letter.direction == code,
    "year": lambda year: cast(Letter.year, Text) == str(year),
    "state": lambda code: state() == code,
    "q": worded,
}


def filtered(filters: Filters) -> Select[Any]:
    """Letters the actor may see by the filters of a list, those of CONDITIONS."""
    wanted = (condition(filters[name]) for name, condition in CONDITIONS.items() if filters.get(name))
    return select(*COLUMNS, state().label("state")).where(visible(), *wanted)


def letter_rows(filters: Filters, sorting: Sorting, limit: int | None, offset: int = 0) -> Sequence[Found]:
    """The list a page shows, None is no limit."""
    sorts: dict[str, Any] = {
        "number": Letter.year * 100_000 + Letter.number,
        "dated_on": Letter.dated_on,
        "party": Letter.party,
        "subject": Letter.subject,
        "region": Letter.region,
        "direction": Letter.direction,
        "answer_until": Letter.answer_until,
        "state": state(),
    }
    term = sorting.term(sorts, Letter.dated_on).nulls_last()
    ordered = filtered(filters).order_by(term, Letter.id.desc())
    return db.session.execute(ordered.limit(limit).offset(offset)).all()


def count_letters(filters: Filters) -> int:
    """How many letters a list has."""
    return db.session.scalar(select(func.count()).select_from(filtered(filters).subquery())) or 0


def letter_page(filters: Filters, after: uuid.UUID | None, limit: int) -> list[dict[str, Any]]:
    """The list a tool reads, the newest first, one row more than the limit."""
    statement = filtered(filters).order_by(Letter.id.desc()).limit(limit + 1)
    if after:
        statement = statement.where(Letter.id < after)
    return [dict(row) for row in db.session.execute(statement).mappings()]


def state_of(item: Letter) -> str:
    """How one letter stands."""
    return db.session.scalars(select(state()).where(Letter.id == item.id)).one()


def answers_to(item: Letter) -> Sequence[Letter]:
    """The letters that answer one, those the actor may see."""
    mine = select(Letter).where(Letter.answers_id == item.id, STANDS, visible())
    return db.session.scalars(mine.order_by(Letter.id)).all()


def overdue() -> Sequence[Letter]:
    """Letters of the actor's own whose answer did not come, or was not given, by its day."""
    own = in_reach(Letter.region, RECORD)
    late = and_(Letter.answer_until < today(), STANDS, ~answered())
    return db.session.scalars(select(Letter).where(own, late).order_by(Letter.answer_until)).all()


def next_number(item: Letter) -> int:
    """The number a letter gets in its register; whoever asks holds the lock of numbering."""
    place = Letter.region.is_not_distinct_from(item.region)
    mine = (Letter.project_id == item.project_id, Letter.direction == item.direction, place)
    last = select(func.max(cast(Letter.number, Integer))).where(*mine, Letter.year == item.year)
    return (db.session.scalar(last) or 0) + 1


def alike(item: Letter, values: Mapping[str, Any], organisation_id: uuid.UUID) -> Sequence[Letter]:
    """Other letters of the register with the same organisation, of the same day or with its same number."""
    same = [Letter.dated_on == values["dated_on"]]
    if values["their_number"]:
        same.append(Letter.their_number == values["their_number"])
    found = select(Letter).where(
        Letter.project_id == item.project_id,
        Letter.direction == item.direction,
        Letter.region.is_not_distinct_from(item.region),
        Letter.organisation_id == organisation_id,
        STANDS,
        or_(*same),
    )
    return [other for other in db.session.scalars(found) if other is not item]


def correspondents() -> Sequence[Organisation]:
    """Every organisation that wrote or was written to, of letters the actor may see."""
    known = select(Letter.organisation_id).where(visible())
    mine = select(Organisation).where(Organisation.id.in_(known))
    return db.session.scalars(mine.order_by(Organisation.name_ru)).all()


def years() -> list[int]:
    """The years there are letters of, the latest first."""
    return list(db.session.scalars(select(Letter.year).distinct().order_by(Letter.year.desc())))
