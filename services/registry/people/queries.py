"""What is true about people."""
from __future__ import annotations

import uuid
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import aliased

from services.registry.db import db
from services.registry.people.models import Person, PersonPair
from services.registry.people.sealing import unseal
from shared.access import scope
from shared.errors import NotFound

COLUMNS = (Person.id, Person.name, Person.sort_key, Person.settlement, Person.region, Person.birth_year, Person.category,
           Person.secret_key, Person.phone_sealed)


def people_rows(filters: dict[str, Any], after: list[str] | None, limit: int) -> list[dict[str, Any]]:
    """People in the Kazakh alphabet's order, one more than the limit; phones masked."""
    statement = select(*COLUMNS).order_by(Person.sort_key, Person.id).limit(limit + 1)
    regions = scope("person.view")
    if regions is not None:
        statement = statement.where(Person.region.in_(regions))
    if filters.get("region"):
        statement = statement.where(Person.region == filters["region"])
    if filters.get("q"):
        statement = statement.where(or_(Person.name.ilike(f"%{filters['q']}%"), Person.settlement.ilike(f"%{filters['q']}%")))
    if after:
        statement = statement.where(or_(Person.sort_key > after[0], (Person.sort_key == after[0]) & (Person.id > uuid.UUID(after[1]))))
    return [{**row, "phone": masked(row)} for row in map(dict, db.session.execute(statement).mappings())]


def masked(row: dict[str, Any]) -> str:
    """A phone of which only the end is shown."""
    return f"+7 ••• ••• •• {unseal(row['secret_key'], row['phone_sealed'])[-2:]}" if row["phone_sealed"] else ""


def count_people() -> int:
    """How many people the actor may see."""
    statement, regions = select(func.count()).select_from(Person), scope("person.view")
    return db.session.scalar(statement if regions is None else statement.where(Person.region.in_(regions))) or 0


def open_pairs(limit: int = 50) -> list[dict[str, Any]]:
    """Pairs nobody has decided on: {id, first, second, reasons}."""
    first, second = aliased(Person), aliased(Person)
    statement = (select(PersonPair.id, first.name.label("first"), second.name.label("second"), PersonPair.reasons)
                 .join(first, first.id == PersonPair.first_id).join(second, second.id == PersonPair.second_id)
                 .where(PersonPair.verdict == "open").order_by(PersonPair.score.desc()).limit(limit))
    regions = scope("person.view")
    if regions is not None:
        statement = statement.where(first.region.in_(regions), second.region.in_(regions))
    return [dict(row) for row in db.session.execute(statement).mappings()]


def get_pair(pair_id: uuid.UUID) -> PersonPair:
    """A pair of people of the actor's regions; NotFound."""
    pair, regions = db.session.get(PersonPair, pair_id), scope("person.view")
    if pair is None:
        raise NotFound
    places = {db.session.get_one(Person, pair.first_id).region, db.session.get_one(Person, pair.second_id).region}
    if regions is not None and not places <= regions:
        raise NotFound
    return pair
