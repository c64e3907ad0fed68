"""What gatherings hold of whoever led them."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import gettext as _
from sqlalchemy import or_, select

from services.events.db import db
from services.events.gatherings.models import Gathering
from shared.language.personal import nameless
from shared.personal.holding import Held, Part, People


def led_by(people: People) -> Sequence[Gathering]:
    """Gatherings these people led."""
    mine = [Gathering.trainers.contains([{"person_id": str(person)}]) for person in people]
    return db.session.scalars(select(Gathering).where(or_(*mine)).order_by(Gathering.starts_on)).all()


def named(gathering: Gathering, people: People) -> dict[str, str]:
    """The names they have there."""
    return {each["name"]: nameless(each["person_id"]) for each in gathering.trainers if is_one(each, people)}


def is_one(trainer: dict[str, str], people: People) -> bool:
    """Whether somebody who led a gathering is one of these."""
    return trainer.get("person_id") in set(map(str, people))


def part(gathering: Gathering) -> Part:
    """A gathering somebody led."""
    page = f"/events/gatherings/{gathering.id}"
    return Part(_("Who led it"), gathering.title, page, gathering.starts_on, [])


def forget(gathering: Gathering, people: People) -> None:
    """Leave his role without his name."""
    gathering.trainers = [
        {**each, "name": nameless(each["person_id"])} if is_one(each, people) else each
        for each in gathering.trainers
    ]


HELD = Held(of=led_by, named=named, part=part, forget=forget, alone=False)
