"""People as other services are told about them: whom a merged record counts as, and by what a person is known
in another deployment. No name travels."""

from __future__ import annotations

from services.registry.people.models import Person
from services.registry.people.queries import programme_keys
from services.registry.people.rules.pseudonyms import pseudonyms
from services.registry.people.rules.sameness import PersonFacts
from services.registry.people.rules.sealing import unseal
from shared.language.records.erasure import Erasure
from shared.language.records.identity import Identity
from shared.language.records.person import Person as PersonRecord


def counted_as(person: Person) -> PersonRecord:
    """Who a person counts as, as it travels."""
    root = str(person.merged_into) if person.merged_into else None
    return PersonRecord(id=str(person.id), page=page_of(person), same_as=root)


def person_record(person: Person) -> PersonRecord | None:
    """A merged person as it travels; of the others nobody is told."""
    return counted_as(person) if person.merged_into else None


def erasure_record(person: Person) -> Erasure | None:
    """That a person was erased, as it travels; of the others nobody is told."""
    if not person.erased_on:
        return None
    return Erasure(id=str(person.id), page=page_of(person), erased_on=person.erased_on)


def identity_record(person: Person) -> Identity | None:
    """A person as other deployments may know him; nothing while the programme has no key."""
    keys = programme_keys()
    return identity(person, keys) if keys else None


def identity(person: Person, keys: dict[int, bytes]) -> Identity:
    """A person under the keys of the programme."""
    known = in_clear(person)
    return Identity(
        id=str(person.id),
        page=page_of(person),
        region=person.region,
        sex=person.sex,
        birth_year=person.birth_year,
        pseudonyms=tuple(said for item in sorted(keys.items()) for said in pseudonyms(known, *item)),
        erased=person.erased_on is not None,
    )


def page_of(person: Person) -> str:
    """Where a person is seen."""
    return f"/registry/people/{person.id}"


def in_clear(person: Person) -> PersonFacts:
    """What is known of a person with the phone itself; it leaves this module only as keyed hashes."""
    return PersonFacts(
        id=str(person.id),
        name=person.name,
        sex=person.sex,
        birth_year=person.birth_year,
        settlement=person.settlement,
        region=person.region,
        phone=unseal(person.secret_key, person.phone_sealed) if person.phone_sealed else None,
    )
