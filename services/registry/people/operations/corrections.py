"""Correcting what is known of a person."""

from __future__ import annotations

from typing import Any

from services.registry.db import db
from services.registry.people.models import Person, PersonBlock
from services.registry.people.operations.candidates import facts_of
from services.registry.people.operations.doubts import reconsider
from services.registry.people.record import identity_record
from services.registry.people.rules.matching import block_keys
from services.registry.people.rules.names import sort_key
from services.registry.people.rules.sealing import blind, seal
from services.registry.regions.queries import region_code
from shared.access import require
from shared.doors.errors import Conflict
from shared.queue.outbox import publish


class PersonErased(Conflict):
    """This person was erased. Whoever comes again is entered anew, as somebody else."""

    code = "person_erased"


def correct_person(person: Person, values: dict[str, Any]) -> Person:
    """Correct what is known of a person, who is then looked for by it;
    the lists of gatherings keep what was written there. PersonErased."""
    if person.erased_on:
        raise PersonErased
    phone, no_phone = values.pop("phone"), values.pop("no_phone")
    values["region"] = region_code(values["region"])
    require("person.edit", values["region"])
    for name, value in values.items():
        setattr(person, name, value)
    if phone or no_phone:
        keep_phone(person, phone)
    find_by(person)
    db.session.flush()
    reconsider(person)
    publish(db.session, *filter(None, [identity_record(person)]))
    return person


def keep_phone(person: Person, phone: str | None) -> None:
    """Seal a person's phone, or forget it."""
    person.phone_hash = blind(phone) if phone else None
    person.phone_sealed = seal(person.secret_key, phone) if phone else None


def find_by(person: Person) -> None:
    """Let a person be sorted and looked for by what is known now."""
    person.sort_key = sort_key(person.name)
    blocks = {item.block: item for item in person.blocks}
    person.blocks = [blocks.get(key) or PersonBlock(block=key) for key in block_keys(facts_of(person))]
    for item in person.blocks:
        item.region = person.region
