"""What the register holds of a person, and what is left of him once he is erased."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import gettext as _
from sqlalchemy import select

from services.registry.db import db
from services.registry.people.models import Person, PhoneReveal
from services.registry.people.queries import shown_phone
from services.registry.people.record import identity_record
from services.registry.people.rules.names import sort_key
from services.registry.people.rules.sealing import new_key, unseal
from services.registry.people.wording.facts import facts
from shared.i18n import format_datetime
from shared.language.personal import nameless
from shared.personal.holding import Held, Part, People
from shared.queue.outbox import publish

PERSONAL = ("birth_year", "settlement", "organisation", "phone_sealed", "phone_hash")


def records_of(people: People) -> Sequence[Person]:
    """Their records."""
    mine = select(Person).where(Person.id.in_(people))
    return db.session.scalars(mine.order_by(Person.created_at, Person.id)).all()


def named(person: Person, people: People) -> dict[str, str]:
    """The name of a record, and the phone."""
    stands = nameless(person.id)
    phone = {phone_of(person): stands} if person.phone_sealed else {}
    return {person.name: stands, **phone}


def phone_of(person: Person) -> str:
    """The phone itself, "" where none is known."""
    return unseal(person.secret_key, person.phone_sealed) if person.phone_sealed else ""


def part(person: Person) -> Part:
    """A record as it is shown to whose it is; the phone whole to whoever had it shown minutes ago."""
    known = dict([(_("Full name"), person.name), *facts(person)])
    if phone := shown_phone(person):
        known[_("Phone")] = phone
    said = [pair for pair in known.items() if pair[1]]
    return Part(_("In the register of people"), person.name, f"/registry/people/{person.id}", None, said)


def forget(person: Person, people: People) -> None:
    """Leave sex, category and region, which figures are divided by. No list finds him any more, and what was
    sealed with his key is lost with it."""
    person.name, person.secret_key, person.blocks = nameless(person.id), new_key(), []
    person.sort_key = sort_key(person.name)
    for name in PERSONAL:
        setattr(person, name, None)


def tell(people: Sequence[Person]) -> None:
    """Tell other deployments that he is known by nothing any more."""
    publish(db.session, *filter(None, map(identity_record, people)))


def reveals_of(people: People) -> Sequence[PhoneReveal]:
    """Who was shown their phones."""
    mine = select(PhoneReveal).where(PhoneReveal.person_id.in_(people))
    return db.session.scalars(mine.order_by(PhoneReveal.created_at)).all()


def region_of(row: PhoneReveal) -> str | None:
    """The region of whose phone it was."""
    return db.session.get_one(Person, row.person_id).region


def shown(row: PhoneReveal) -> Part:
    """That somebody was shown a phone, and what for."""
    by = row.entered_by.name if row.entered_by else ""
    said = [
        (_("When"), format_datetime(row.created_at)),
        (_("To whom"), by),
        (_("What it was needed for"), row.reason),
    ]
    return Part(_("The phone was shown"), "", f"/registry/people/{row.person_id}", None, said)


def forget_reason(row: PhoneReveal, people: People) -> None:
    """Leave who was shown it and when: he answers for it."""
    row.reason = ""


HELD = (
    Held(of=records_of, named=named, part=part, forget=forget, then=tell),
    Held(of=reveals_of, named=lambda row, people: {}, part=shown, forget=forget_reason, region=region_of),
)
