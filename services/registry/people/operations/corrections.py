"""Correcting what is known of a person."""

from __future__ import annotations

from typing import Any

from services.registry.db import db
from services.registry.people.models import Person, PersonBlock
from services.registry.people.operations.arrivals import facts_of
from services.registry.people.operations.doubts import reconsider
from services.registry.people.rules.matching import block_keys
from services.registry.people.rules.names import sort_key
from services.registry.people.rules.sealing import blind, seal
from services.registry.regions.queries import region_code
from shared.access import require


def correct_person(person: Person, values: dict[str, Any]) -> Person:
    """Correct what is known of a person, who is then looked for by it;
    the lists of gatherings keep what was written there."""
    phone, no_phone = values.pop("phone"), values.pop("no_phone")
    values["region"] = region_code(values["region"])
    require("person.edit", values["region"])
    for name, value in values.items():
        setattr(person, name, value)
    if phone or no_phone:
        person.phone_hash, person.phone_sealed = (
            (blind(phone), seal(person.secret_key, phone)) if phone else (None, None)
        )
    person.sort_key = sort_key(person.name)
    blocks = {item.block: item for item in person.blocks}
    person.blocks = [blocks.get(key) or PersonBlock(block=key) for key in block_keys(facts_of(person))]
    db.session.flush()
    reconsider(person)
    return person
