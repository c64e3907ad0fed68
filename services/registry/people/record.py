"""People as events and reports are told about them: whom a merged record counts as, no name."""

from __future__ import annotations

from services.registry.people.models import Person
from shared.language.records.person import Person as PersonRecord


def counted_as(person: Person) -> PersonRecord:
    """Who a person counts as, as it travels."""
    root = str(person.merged_into) if person.merged_into else None
    return PersonRecord(id=str(person.id), page=f"/registry/people/{person.id}", same_as=root)


def person_record(person: Person) -> PersonRecord | None:
    """A merged person as it travels; of the others nobody is told."""
    return counted_as(person) if person.merged_into else None
