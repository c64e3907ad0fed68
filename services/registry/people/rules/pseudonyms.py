"""Pseudonyms of a person under a key of the programme: names and places as matching reads them, so that two
deployments that know one person by other spellings say the same.

What is not known makes no pseudonym: a first name given as a letter, a name without the father's.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterator

from services.registry.people.rules.names import NameParts
from services.registry.people.rules.sameness import PersonFacts, ReadPerson, read
from shared.language.pseudonyms import (
    NAME_PLACE,
    NAME_YEAR,
    PHONE_FATHER,
    PHONE_GIVEN,
    PHONE_NAME,
    pseudonym,
)

SEPARATOR = "\x1f"  # in no name and no phone, so that no two lists of parts read alike


def pseudonyms(person: PersonFacts, generation: int, key: bytes) -> tuple[str, ...]:
    """What a person is known by under one key; `person.phone` is the phone itself here, not its hash."""
    told = {pseudonym(generation, parts[0], digest(key, parts)) for parts in known(read(person))}
    return tuple(sorted(told))


def digest(key: bytes, parts: tuple[str, ...]) -> str:
    """The keyed hash of some parts, the kind first: one kind never meets another."""
    return hmac.new(key, SEPARATOR.join(parts).encode(), hashlib.sha256).hexdigest()


def known(person: ReadPerson) -> Iterator[tuple[str, ...]]:
    """What goes into each pseudonym, its kind first."""
    name, phone = person.name, person.facts.phone
    whole = whole_name(name)
    if phone:
        yield from ((PHONE_GIVEN, phone, given) for given in givens(name))
    if phone and whole:
        yield PHONE_NAME, phone, *whole
    if phone and whole and name.patronymic:
        yield PHONE_FATHER, phone, *whole, name.patronymic
    yield from by_name(person, whole)


def by_name(person: ReadPerson, whole: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """What only who has a full name and a birth year is known by; a village is one within its region."""
    father, born = person.name.patronymic, person.facts.birth_year
    if not whole or not father or not born:
        return
    yield NAME_YEAR, *whole, father, str(born)
    if person.place and person.facts.region:
        yield NAME_PLACE, *whole, father, str(born), person.facts.region, person.place


def whole_name(name: NameParts) -> tuple[str, ...]:
    """Surname and first name in one order, for which is which cannot always be told."""
    return tuple(sorted((name.surname, name.given))) if name.surname and name.given else ()


def givens(name: NameParts) -> set[str]:
    """The first name, or both words that may be it."""
    return {name.given} - {""} if name.order_known else {name.given, name.surname} - {""}
