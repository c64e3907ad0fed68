"""What the leaders' pool puts on the page of a person."""

from __future__ import annotations

from flask import render_template

from services.registry.leaders.queries import RECORD, VIEW, memberships
from services.registry.people.models import Person
from shared.access import actor, in_scope


def on_person(person: Person) -> str:
    """Give where a person is in a pool, and the way to let him join."""
    if not actor().can(VIEW):
        return ""
    found = memberships(person)
    may_join = bool(person.region) and in_scope(RECORD, person.region)
    inside = any(not leader.left_because for leader in found)
    return render_template(
        "registry/leaders/card.html", person=person, found=found, may_join=may_join and not inside
    )
