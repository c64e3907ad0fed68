"""What is true about people. A merged record is shown as the person it counts as,
where the actor may see that one."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    Subquery,
    Text,
    and_,
    case,
    cast,
    false,
    func,
    or_,
    select,
    text,
    union_all,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import aliased

from services.registry.db import db
from services.registry.people.models import Person, PersonPair, PhoneReveal, ProgrammeKey
from services.registry.people.rules.names import search_key
from services.registry.people.rules.sealing import PROGRAMME, unseal, unwrapped
from services.registry.users.models import User
from shared.access import actor, in_scope, scope
from shared.doors.errors import NotFound
from shared.reach import among
from shared.sameness import is_of
from shared.sorting import Sorting
from shared.tables import in_parts

Two = tuple[Person, Person]
Found = Any  # a row of a list as it was found: COLUMNS and doubts
INDEXED = 3  # letters the index of names knows; what is shorter begins a word
GENERATIONS = (
    2  # of the programme's keys: the newest and, for homes that have not heard of it, the one before
)
AN_HOUR, OPEN_FOR, SHOWN = timedelta(hours=1), timedelta(minutes=10), 5
LOCK = text("SELECT pg_advisory_xact_lock(hashtext('people'))")
# Each person asks the indexes for his own pairs: an OR of both ends goes over the pairs of everybody.
IN_DOUBT = text("""SELECT DISTINCT people.id FROM people JOIN LATERAL (
        SELECT second_id AS id FROM person_pairs WHERE first_id = people.id AND verdict = 'open' UNION ALL
        SELECT first_id FROM person_pairs WHERE second_id = people.id AND verdict = 'open') pair ON true
    JOIN people other ON other.id = pair.id
    WHERE people.id = ANY(:people)
        AND (:everywhere OR people.region = ANY(:regions) AND other.region = ANY(:regions))""")
COLUMNS = (
    Person.id,
    Person.name,
    Person.sex,
    Person.birth_year,
    Person.settlement,
    Person.region,
    Person.category,
    Person.organisation,
    Person.secret_key,
    Person.phone_sealed,
)
SORTS: dict[str, Any] = {
    "name": Person.sort_key,
    "birth_year": Person.birth_year,
    "settlement": Person.settlement,
    "region": Person.region,
    "category": Person.category,
    "organisation": Person.organisation,
}


def visible(regions: set[str] | None) -> ColumnElement[bool]:
    """People of these regions (None: all), each once: a merged record only where the one it
    counts as is not to be seen."""
    if regions is None:
        return Person.merged_into.is_(None)
    root = aliased(Person)
    seen = select(root.id).where(root.region.in_(regions))
    return and_(
        Person.region.in_(regions), or_(Person.merged_into.is_(None), Person.merged_into.not_in(seen))
    )


def doubts(regions: set[str] | None) -> Any:
    """How many open pairs, both of whom are in these regions, a person is in."""
    other = aliased(Person)
    return (
        select(func.count())
        .select_from(PersonPair)
        .join(
            other,
            other.id
            == case((PersonPair.first_id == Person.id, PersonPair.second_id), else_=PersonPair.first_id),
        )
        .where(
            PersonPair.verdict == "open",
            or_(PersonPair.first_id == Person.id, PersonPair.second_id == Person.id),
            among(other.region, regions),
        )
        .correlate(Person)
        .scalar_subquery()
    )


def open_doubts(regions: set[str] | None) -> Subquery:
    """Everybody who is in open pairs, both of whom are in these regions, with their number."""
    pair, other = PersonPair, aliased(Person)
    ends = union_all(
        *(
            select(person.label("person"), of.label("other")).where(pair.verdict == "open")
            for person, of in ((pair.first_id, pair.second_id), (pair.second_id, pair.first_id))
        )
    ).subquery()
    found = select(ends.c.person, func.count().label("number")).group_by(ends.c.person)
    if regions is not None:
        found = found.join(other, other.id == ends.c.other).where(other.region.in_(regions))
    return found.subquery()


def filtered(filters: dict[str, Any], permission: str = "person.view") -> Select[*tuple[Any, ...]]:
    """People of a list by its filters: q (words of the name or the settlement), region, category, doubts."""
    regions = scope(permission)
    statement = select(*COLUMNS, doubts(regions).label("doubts")).where(visible(regions))
    for name in ("region", "category"):
        if filters.get(name):
            statement = statement.where(getattr(Person, name) == filters[name])
    if filters.get("q"):
        named = [or_(is_named(word), lives_in(word)) for word in words_of(filters["q"])]
        statement = statement.where(*(named or [false()]))
    if filters.get("doubts"):
        statement = statement.where(Person.id.in_(select(open_doubts(regions).c.person)))
    return statement


def words_of(asked: str) -> list[str]:
    """The words people are searched by, each of which has a letter or a digit."""
    return [word for word in asked.split() if search_key(word)]


def is_named(word: str) -> ColumnElement[bool]:
    """People with this in their name; a short one begins a word of it."""
    key = search_key(word)
    if len(key) >= INDEXED:
        return Person.search_key.contains(key, autoescape=True)
    return or_(
        Person.search_key.startswith(key, autoescape=True),
        Person.search_key.contains(f" {key}", autoescape=True),
    )


def lives_in(word: str) -> ColumnElement[bool]:
    """People with this in their settlement; a short one begins it."""
    if len(word) >= INDEXED:
        return is_of(Person.settlement, word)
    return Person.settlement.istartswith(word, autoescape=True)


def people_rows(
    filters: dict[str, Any], sort: str, limit: int, permission: str = "person.view"
) -> list[dict[str, Any]]:
    """The first people of a list, phones masked."""
    found = db.session.execute(ordered(filters, sort, {}, permission).limit(limit)).mappings()
    return [{**row, "phone": masked(row["secret_key"], row["phone_sealed"])} for row in found]


def people_page(
    filters: dict[str, Any], sort: str, order: dict[str, list[str]], limit: int, offset: int
) -> Sequence[Found]:
    """The list a page shows; `order` gives the codes of a column in the order their names are read.
    Only of those shown more than the order is asked, however many pages stand before."""
    shown = ordered(filters, sort, order).with_only_columns(Person.id).limit(limit).offset(offset)
    people = list(db.session.scalars(shown))
    described = select(*COLUMNS, doubts(scope("person.view")).label("doubts"))
    rows = {row.id: row for row in db.session.execute(described.where(Person.id == func.any(people)))}
    return [rows[person] for person in people]


def people_parts(
    filters: dict[str, Any], sort: str, order: dict[str, list[str]]
) -> Iterator[Sequence[Found]]:
    """The whole list in parts, for whoever writes it down."""
    return in_parts(db.session, ordered(filters, sort, order))


def ordered(
    filters: dict[str, Any], sort: str, order: dict[str, list[str]], permission: str = "person.view"
) -> Select[*tuple[Any, ...]]:
    """People of a list in the order it asks for; those in doubt are counted once for all of them."""
    asked, statement, columns = Sorting(sort, order), filtered(filters, permission), SORTS
    if asked.name == "doubts":
        counted = open_doubts(scope(permission))
        statement = statement.outerjoin(counted, counted.c.person == Person.id)
        columns = {"doubts": func.coalesce(counted.c.number, 0)}
    return statement.order_by(asked.term(columns, Person.sort_key).nulls_last(), Person.sort_key, Person.id)


def masked(secret_key: bytes, phone_sealed: bytes | None) -> str:
    """A phone of which only the end is shown."""
    return f"+7 ••• ••• •• {unseal(secret_key, phone_sealed)[-2:]}" if phone_sealed else ""


def count_people(filters: dict[str, Any]) -> int:
    """How many people a list has."""
    return db.session.scalar(select(func.count()).select_from(filtered(filters).subquery())) or 0


def get_person(person_id: uuid.UUID, permission: str, hold: bool = False) -> Person:
    """A record of a person in the actor's regions; NotFound.
    `hold` keeps every other change of people waiting until the commit."""
    if hold:
        db.session.execute(LOCK)
    person = db.session.get(Person, person_id, populate_existing=hold)
    if person is None or not in_scope(permission, person.region):
        raise NotFound
    return person


def get_two(one: uuid.UUID, other: uuid.UUID, hold: bool) -> Two:
    """The people that two records count as, both of whom the actor may correct; NotFound."""
    return counted(one, hold), counted(other, hold)


def counted(person_id: uuid.UUID, hold: bool) -> Person:
    """The person a record counts as, whom the actor may correct; NotFound."""
    person = get_person(person_id, "person.edit", hold)
    return get_person(person.merged_into, "person.edit", hold) if person.merged_into else person


def records_of(root: uuid.UUID) -> list[Person]:
    """A person's own record and those that count as it, his own first."""
    return list(
        db.session.scalars(
            select(Person)
            .where(or_(Person.id == root, Person.merged_into == root))
            .order_by(Person.merged_into.is_not(None), Person.sort_key)
        )
    )


@dataclass(frozen=True)
class Pair:
    """Two people, why they may be one, and who decided when."""

    id: uuid.UUID
    first: Person
    second: Person
    reasons: list[str]
    by: str | None
    at: datetime | None


def pairs(verdict: str, among: list[uuid.UUID] | None = None, limit: int = 100) -> list[Pair]:
    """Pairs of the actor's regions, the likeliest first; all, or those with one of these records."""
    statement = pairs_in_sight().where(PersonPair.verdict == verdict)
    if among is not None:
        statement = statement.where(or_(PersonPair.first_id.in_(among), PersonPair.second_id.in_(among)))
    found = db.session.execute(statement.order_by(PersonPair.score.desc(), PersonPair.id).limit(limit))
    return [Pair(pair.id, left, right, pair.reasons, by, pair.decided_at) for pair, left, right, by in found]


def pairs_in_sight() -> Select[PersonPair, Person, Person, str]:
    """Pairs with both people and who decided, both of the actor's regions."""
    first, second, regions = aliased(Person), aliased(Person), scope("person.view")
    statement = (
        select(PersonPair, first, second, User.name)
        .join(first, first.id == PersonPair.first_id)
        .join(second, second.id == PersonPair.second_id)
        .outerjoin(User, cast(User.id, Text) == PersonPair.decided_by)
    )
    if regions is None:
        return statement
    return statement.where(first.region.in_(regions), second.region.in_(regions))


def count_doubts() -> int:
    """How many open pairs the actor may decide on."""
    one, other, regions = aliased(Person), aliased(Person), scope("person.view")
    statement = select(func.count()).select_from(PersonPair).where(PersonPair.verdict == "open")
    if regions is not None:
        statement = (
            statement.join(one, one.id == PersonPair.first_id)
            .join(other, other.id == PersonPair.second_id)
            .where(one.region.in_(regions), other.region.in_(regions))
        )
    return db.session.scalar(statement) or 0


def pair_between(one: uuid.UUID, other: uuid.UUID) -> PersonPair | None:
    """What was thought of these two, in either order."""
    return db.session.scalar(
        select(PersonPair).where(
            or_(
                and_(PersonPair.first_id == one, PersonPair.second_id == other),
                and_(PersonPair.first_id == other, PersonPair.second_id == one),
            )
        )
    )


def get_pair(pair_id: uuid.UUID) -> PersonPair:
    """A pair both of whom the actor may correct, held until the commit; NotFound."""
    db.session.execute(LOCK)
    pair = db.session.get(PersonPair, pair_id, populate_existing=True)
    if pair is None:
        raise NotFound
    for person_id in (pair.first_id, pair.second_id):
        get_person(person_id, "person.edit", hold=True)
    return pair


def in_doubt(people: list[uuid.UUID], regions: list[str] | None) -> set[uuid.UUID]:
    """Those of these people who may be somebody else of these regions too, as nobody has decided yet."""
    asked = {"people": people, "everywhere": regions is None, "regions": regions or []}
    return set(db.session.scalars(IN_DOUBT, asked))


def reveals_of(who: str) -> int:
    """How many phones somebody was shown within the last hour."""
    mine = select(func.count()).select_from(PhoneReveal).where(shown_to(who, AN_HOUR))
    return db.session.scalar(mine) or 0


def shown_to(who: str, within: timedelta) -> ColumnElement[bool]:
    """The condition that a phone was shown to somebody this short while ago."""
    lately = PhoneReveal.created_at.between(func.now() - within, func.now())  # the clock may be put back
    return and_(cast(PhoneReveal.entered_by, JSONB)["id"].astext == who, lately)


def reveals(person: Person) -> Sequence[PhoneReveal]:
    """Who was shown the phone of a person, the latest first."""
    seen = select(PhoneReveal).where(PhoneReveal.person_id == person.id)
    return db.session.scalars(seen.order_by(PhoneReveal.created_at.desc()).limit(SHOWN)).all()


def shown_phone(person: Person) -> str:
    """The phone while it is shown to the actor: some minutes after he said what for."""
    mine = select(PhoneReveal.id).where(PhoneReveal.person_id == person.id, shown_to(actor().id, OPEN_FOR))
    if person.phone_sealed and db.session.scalar(mine.limit(1)):
        return spaced(unseal(person.secret_key, person.phone_sealed))
    return ""


def spaced(phone: str) -> str:
    """A phone as people read it aloud: "+7 700 000 00 01"."""
    return f"{phone[:2]} {phone[2:5]} {phone[5:8]} {phone[8:10]} {phone[10:]}"


def programme_keys(every: bool = False) -> dict[int, bytes]:
    """The keys people have pseudonyms under, by generation, the newest first; none where nobody is paired."""
    newest = select(ProgrammeKey).order_by(ProgrammeKey.generation.desc())
    found = db.session.scalars(newest if every else newest.limit(GENERATIONS))
    return {item.generation: unwrapped(item.sealed, PROGRAMME) for item in found}
