"""What initiative groups hold of their members."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from flask_babel import gettext as _
from sqlalchemy import select

from services.registry.db import db
from services.registry.groups.models import Group, Member
from shared.language.evidence import GROUP_PROTOCOL
from shared.language.personal import nameless
from shared.personal.holding import Held, Part, People, papers_of
from shared.spoken import name_of


def memberships(people: People) -> Sequence[Member]:
    """Their places in groups."""
    mine = select(Member).where(Member.person_id.in_(people))
    return db.session.scalars(mine.order_by(Member.created_at, Member.id)).all()


def named(member: Member, people: People) -> dict[str, str]:
    """The name a member has there."""
    return {member.name: nameless(str(member.person_id))}


def part(member: Member) -> Part:
    """A place in a group."""
    group = db.session.get_one(Group, member.group_id)
    called, said = _("Member of an initiative group"), [(_("Full name"), member.name)]
    return Part(called, name_of(group), f"/registry/groups/{group.id}", group.formed_on, said)


def region(member: Member) -> str:
    """The region of the group."""
    return db.session.get_one(Group, member.group_id).region


def papers(member: Member) -> Iterable[Part]:
    """The protocol that names those who founded it."""
    group = db.session.get_one(Group, member.group_id)
    return papers_of("initiative_group", group.id, (GROUP_PROTOCOL,), group.formed_on)


def forget(member: Member, people: People) -> None:
    """Leave the place: a group is counted with its members."""
    member.name = nameless(str(member.person_id))


HELD = Held(of=memberships, named=named, part=part, forget=forget, region=region, papers=papers)
