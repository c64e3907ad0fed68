"""Notes on a person."""

from __future__ import annotations

from flask_babel import gettext as _

from services.registry.people.models import Person
from services.registry.people.queries import get_person
from shared.access import in_scope
from shared.notes.declaring import Noted

PERSON = Noted(
    kind="person",
    path="people",
    model=Person,
    reads="person.view",
    writes="person.edit",
    get=get_person,
    reaches=lambda permission, person: in_scope(permission, person.region),
    title=lambda person: str(person.name),
    listed=lambda: (_("People"), "/registry/people"),
)
