"""What the leaders' pool holds of a person."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import gettext as _
from sqlalchemy import select

from services.registry.db import db
from services.registry.leaders.models import Leader
from shared.i18n import format_date
from shared.language.personal import NOTHING
from shared.personal.holding import Held, Part, People


def memberships(people: People) -> Sequence[Leader]:
    """Their places in the pool."""
    mine = select(Leader).where(Leader.person_id.in_(people))
    return db.session.scalars(mine.order_by(Leader.joined_on, Leader.id)).all()


def part(leader: Leader) -> Part:
    """A place in the pool."""
    agreed = format_date(leader.agreed_on) if leader.agreed_on else _("no")
    said = [(_("Trained at"), leader.learned_at), (_("May be contacted since"), agreed)]
    said += [(_("Left because"), leader.left_because)] if leader.left_because else []
    return Part(_("In the leaders’ pool"), "", f"/registry/leaders/{leader.id}", leader.joined_on, said)


def forget(leader: Leader, people: People) -> None:
    """Leave the place; nobody is contacted any more."""
    leader.agreed_on = None
    if leader.left_because:
        leader.left_because = NOTHING


HELD = Held(of=memberships, named=lambda leader, people: {}, part=part, forget=forget)
