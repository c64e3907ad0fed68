"""What is true about consultations."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    Text,
    and_,
    cast,
    false,
    func,
    not_,
    or_,
    select,
    true,
    type_coerce,
)
from sqlalchemy.dialects.postgresql import JSONB

from services.events.consultations.models import Consultation, Journal, JournalMonth
from services.events.db import db
from services.events.participants.models import PersonCopy
from services.events.projects.models import CentreCopy
from services.events.projects.queries import called
from shared.access import Actor, actor, holders
from shared.clock import last_day
from shared.doors.errors import NotFound
from shared.sorting import Sorting
from shared.tables import in_parts

RECORD, VIEW = "consultation.record", "consultation.view"
CENTRE, CENTRE_KK = called(Journal.centre_id)
COLUMNS = (
    Consultation.id,
    Consultation.number,
    Consultation.held_on,
    Consultation.topic,
    Consultation.question,
    Consultation.answer,
    Consultation.channel,
    Consultation.minutes,
    Consultation.consultant,
    Consultation.person_id,
    Consultation.name,
    Consultation.sex,
    Consultation.age_band,
    Consultation.referral,
    Consultation.extra,
    Journal.region,
    Journal.centre_id,
    CENTRE.label("centre"),
    CENTRE_KK.label("centre_kk"),
)
SORTS = {
    "number": Consultation.number,
    "date": Consultation.held_on,
    "centre": CENTRE,
    "topic": Consultation.topic,
    "channel": Consultation.channel,
    "minutes": Consultation.minutes,
    "consultant": Consultation.consultant,
}
# Whom an entry counts as: merged people are one.
PERSON: ColumnElement[str] = func.coalesce(
    select(PersonCopy.same_as)
    .where(PersonCopy.id == cast(Consultation.person_id, Text))
    .correlate(Consultation)
    .scalar_subquery(),
    cast(Consultation.person_id, Text),
)
# What a month of a journal comes to: all its consultations, those of the unnamed, different people.
OF_MONTH, NAMED = Consultation.month_id == JournalMonth.id, Consultation.person_id.is_not(None)
ALL = select(func.count()).where(OF_MONTH).correlate(JournalMonth).scalar_subquery()
UNNAMED = select(func.count()).where(OF_MONTH, not_(NAMED)).correlate(JournalMonth).scalar_subquery()
PEOPLE = (
    select(func.count(func.distinct(PERSON))).where(OF_MONTH, NAMED).correlate(JournalMonth).scalar_subquery()
)
MOST_OFFERED = 300
Filters = Mapping[str, Any]
Found = Any  # a row of a list as it was found, with the names of COLUMNS
Place = tuple[str | None, str | None]


def places(who: Actor, permission: str) -> list[Place]:
    """The regions and centres where somebody holds a permission; None stands for all."""
    if who.kind == "token":
        regions = who.regions(permission)
        return [(None, None)] if regions is None else [(region, None) for region in sorted(regions)]
    return [(grant.region, grant.centre) for grant in who.grants if grant.role in holders(permission)]


def reached(permission: str, region: Any, centre: Any) -> ColumnElement[bool]:
    """Rows of the actor's regions; a role that names one centre reaches that one alone."""
    return or_(
        false(),
        *(
            and_(
                true() if in_region is None else region == in_region,
                true() if at is None else cast(centre, Text) == at,
            )
            for in_region, at in places(actor(), permission)
        ),
    )


def reaches(permission: str, journal: Journal) -> bool:
    """Whether the actor's roles reach the journal of a centre; the same rule as `reached`."""
    return any(
        region in (None, journal.region) and centre in (None, str(journal.centre_id))
        for region, centre in places(actor(), permission)
    )


def centres_of(permission: str) -> dict[str, CentreCopy]:
    """The centres the actor may treat so, by id, in the order of their names."""
    mine = reached(permission, CentreCopy.region, CentreCopy.id)
    found = select(CentreCopy).where(mine).order_by(CentreCopy.name, CentreCopy.id)
    return {centre.id: centre for centre in db.session.scalars(found)}


def of_centres(centres: Collection[str]) -> Sequence[Journal]:
    """The journals of these centres, held: they tell the names the register has for them."""
    mine = select(Journal).where(cast(Journal.centre_id, Text).in_(centres))
    return db.session.scalars(mine.order_by(Journal.id).with_for_update()).all()


def get_consultation(consultation_id: uuid.UUID, permission: str, lock: bool = False) -> Consultation:
    """A consultation the actor's roles reach; NotFound. `lock` holds it against a concurrent change."""
    found = db.session.get(Consultation, consultation_id, with_for_update=lock or None)
    if found is None or not reaches(permission, found.journal):
        raise NotFound
    return found


def month_of(item: Consultation) -> JournalMonth:
    """The month of the journal an entry stands in."""
    return db.session.get_one(JournalMonth, item.month_id)


def last_typed(by: str) -> Consultation | None:
    """The entry somebody typed last, from which the next form remembers."""
    mine = type_coerce(Consultation.entered_by, JSONB)["id"].astext == by
    return db.session.scalar(select(Consultation).where(mine).order_by(Consultation.id.desc()).limit(1))


def filtered(filters: Filters) -> Select[Any]:
    """Consultations the actor may see, by filters, those of CONDITIONS."""
    wanted = (condition(filters[name]) for name, condition in CONDITIONS.items() if filters.get(name))
    mine = reached(VIEW, Journal.region, Journal.centre_id)
    return select(*COLUMNS).join(Journal, Journal.id == Consultation.journal_id).where(mine, *wanted)


def worded(words: str) -> ColumnElement[bool]:
    """The condition that question, answer, consultant or name has these words."""
    texts = (Consultation.question, Consultation.answer, Consultation.consultant, Consultation.name)
    return or_(*(text.icontains(words, autoescape=True) for text in texts))


def in_month(month: str) -> ColumnElement[bool]:
    """The condition that it was held in a month, "2022-06"; what is no month finds nothing."""
    try:
        first = date.fromisoformat(f"{month}-01")
    except ValueError:
        return false()
    return Consultation.held_on.between(first, last_day(first))


CONDITIONS: dict[str, Callable[[Any], ColumnElement[bool]]] = {
    "centre_id": lambda centre: cast(Journal.centre_id, Text) == str(centre),
    "topic": lambda topic: Consultation.topic == topic,
    "channel": lambda channel: Consultation.channel == channel,
    "who": lambda who: (
        Consultation.person_id.is_(None) if who == "unnamed" else Consultation.name.is_not(None)
    ),
    "month": in_month,
    "q": worded,
}


def consultation_rows(filters: Filters, sorting: Sorting, limit: int, offset: int = 0) -> Sequence[Found]:
    """The list a page shows."""
    ordered = filtered(filters).order_by(*terms(sorting))
    return db.session.execute(ordered.limit(limit).offset(offset)).all()


def consultation_parts(filters: Filters, sorting: Sorting) -> Iterator[Sequence[Found]]:
    """The whole list in parts, for whoever writes it down."""
    return in_parts(db.session, filtered(filters).order_by(*terms(sorting)))


def terms(sorting: Sorting) -> tuple[ColumnElement[Any], ...]:
    """What the database orders a list by."""
    return sorting.term(SORTS, SORTS["date"]), Consultation.id.desc()


def count_consultations(filters: Filters) -> int:
    """How many consultations a list has."""
    return db.session.scalar(select(func.count()).select_from(filtered(filters).subquery())) or 0


def consultation_page(filters: Filters, after: uuid.UUID | None, limit: int) -> list[dict[str, Any]]:
    """The list a tool reads, the newest entry first, one row more than the limit."""
    statement = filtered(filters).order_by(Consultation.id.desc()).limit(limit + 1)
    if after:
        statement = statement.where(Consultation.id < after)
    return [dict(row) for row in db.session.execute(statement).mappings()]


def kept_answers() -> list[str]:
    """Keys under which consultations have answers to questions of regions."""
    keys = select(func.jsonb_object_keys(Consultation.extra)).where(Consultation.extra != {})
    mine = reached(VIEW, Journal.region, Journal.centre_id)
    seen = keys.join(Journal, Journal.id == Consultation.journal_id).where(mine)
    return list(db.session.scalars(seen.distinct()))


def months_seen() -> list[date]:
    """The months that any journal of the actor has, the newest first."""
    mine = reached(VIEW, Journal.region, Journal.centre_id)
    found = select(JournalMonth.month).join(Journal, Journal.id == JournalMonth.journal_id).where(mine)
    return list(db.session.scalars(found.distinct().order_by(JournalMonth.month.desc())))


def said_before(centre: str, column: Any, *beside: Any) -> list[Any]:
    """What entries of a centre where the actor writes say in a column, the latest first."""
    mine = reached(RECORD, Journal.region, Journal.centre_id), cast(Journal.centre_id, Text) == centre
    found = select(column, *beside).join(Journal, Journal.id == Consultation.journal_id)
    alike = found.where(*mine, column != "").group_by(column, *beside)
    latest = alike.order_by(func.max(Consultation.held_on).desc(), column).limit(MOST_OFFERED)
    return list(db.session.execute(latest))
