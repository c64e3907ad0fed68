"""Writing initiative groups down: one village each, each once; and what a visit found."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

from sqlalchemy import text

from services.registry.db import db
from services.registry.groups.models import Check, Group, Member
from services.registry.groups.queries import RECORD, key_of, known_people, of_this_name, same_place
from services.registry.groups.record import publish_group
from services.registry.people.rules.names import sort_key
from services.registry.plans.models import Plan
from services.registry.plans.operations import region_in_plan
from services.registry.plans.queries import is_outside, line_measuring, project_in_force
from shared.access import in_scope
from shared.clock import today
from shared.doors.errors import Conflict, Invalid
from shared.doors.together import together
from shared.i18n import format_short_date
from shared.language.measures.contest import GROUPS_FORMED
from shared.projects import ProjectClosed

# Two people who write the same one at once come one after the other: the second is asked.
ONE_BY_ONE = text("SELECT pg_advisory_xact_lock(hashtext('groups'))")
LEAST = 3


class FormedInFuture(Invalid):
    """This day has not come yet: a group is written down once it was founded."""

    code = "formed_in_future"


class FormedOutsideProject(Conflict):
    """The day %(day)s is outside the project. Is it right? Then say so and save it."""

    code = "formed_outside_project"


class MemberTwice(Invalid):
    """“%(name)s” stands here twice: everybody is one member."""

    code = "member_twice"


class GroupTooSmall(Conflict):
    """Only %(number)s in the group: contests ask for three residents at least. Is it right? Then say so
    and save it."""

    code = "group_too_small"


class GroupRecorded(Conflict):
    """The group “%(name)s” of %(settlement)s is recorded already. It counts once."""

    code = "group_recorded"


class GroupKnown(Conflict):
    """A group “%(name)s” is recorded in another place: %(place)s. One group works in one village of one
    region: is this another one? Then say so and save it."""

    code = "group_known"


class GroupWithdrawn(Conflict):
    """This group is withdrawn and counts nowhere. If it exists after all, record it anew."""

    code = "group_withdrawn"


class VisitOutside(Invalid):
    """A visit is between the group's founding and today."""

    code = "visit_outside"


def record_group(values: dict[str, Any]) -> Group:
    """Write a group down; it goes to the plan's line that counts groups."""
    project, plan = project_in_force(values.pop("project_id"))
    if project.closed_on:
        raise ProjectClosed(field="project_id")
    group = Group(project_id=project.id, activity_id=line_measuring(plan, GROUPS_FORMED))
    return written(group, plan, values)


def change_group(group: Group, values: dict[str, Any]) -> Group:
    """Correct a group; checked as a new one, asked only about what is another now."""
    refuse_withdrawn(group)
    return written(group, project_in_force(group.project_id)[1], values)


def withdraw_group(group: Group, values: dict[str, Any]) -> Group:
    """Say that a group was written down by mistake, and why."""
    refuse_withdrawn(group)
    group.withdrawn_because = values["reason"]
    publish_group(group)
    return group


def refuse_withdrawn(group: Group) -> None:
    """Nothing changes on a withdrawn group; GroupWithdrawn."""
    if group.withdrawn_because:
        raise GroupWithdrawn


def written(group: Group, plan: Plan, values: dict[str, Any]) -> Group:
    """The group with these values, once everything about them is right or was answered."""
    db.session.execute(ONE_BY_ONE)
    ask = {name: not values.pop(name) for name in ("outside", "few", "again")}
    values["region"], _day, names = together(
        partial(region_in_plan, plan, values["region"], RECORD),
        partial(check_day, group, values["formed_on"], ask["outside"]),
        partial(members, values.pop("leader_name"), values.pop("members")),
    )
    if ask["few"] and len(names) < LEAST and len(names) != len(group.members):
        raise GroupTooSmall(field="members", number=len(names))
    values["name_key"] = key_of(values["name"])
    check_once(group, values, ask["again"])
    return kept(group, names, values)


def check_day(group: Group, day: date, ask: bool) -> None:
    """Refuse a day to come; ask about one outside the project."""
    if day > today():
        raise FormedInFuture(field="formed_on")
    if ask and day != group.formed_on and is_outside(group.project_id, day):
        raise FormedOutsideProject(field="formed_on", day=format_short_date(day))


def members(leader: str, others: list[str]) -> list[str]:
    """Everybody in the group, the leader first, whether or not the list names him too; MemberTwice."""
    named = [name for name in others if sort_key(name) != sort_key(leader)]
    keys = [sort_key(name) for name in named]
    for place, name in enumerate(named):
        if keys[place] in keys[:place]:
            raise MemberTwice(field="members", name=name)
    return [leader, *named]


def check_once(group: Group, values: dict[str, Any], ask: bool) -> None:
    """Refuse the same group, ask about another one of its name; of another's region only where it is."""
    place = values["name_key"], values["region"], values["settlement"]
    changed = place != (group.name_key, group.region, group.settlement)
    for other in of_this_name(group, values["name_key"]):
        mine = in_scope(RECORD, other.region)
        detail = {"id": str(other.id)} if mine else {}
        about: dict[str, Any] = {"field": "name", "name": other.name, "detail": detail}
        if other.region == values["region"] and same_place(other.settlement, values["settlement"]):
            raise GroupRecorded(**about, settlement=other.settlement)
        if ask and changed:
            raise GroupKnown(**about, place=other.settlement if mine else "…")


def kept(group: Group, names: list[str], values: dict[str, Any]) -> Group:
    """The group as it was said to be."""
    for name, value in values.items():
        setattr(group, name, value)
    enrol(group, names)
    db.session.add(group)
    publish_group(group)
    return group


def enrol(group: Group, names: list[str]) -> None:
    """Let these be the members; each is the person of the register whom only his name can mean."""
    people = known_people(names, group.region, group.settlement)
    before = {member.name: member for member in group.members}
    group.members = [before.get(name) or Member(name=name) for name in names]
    for place, member in enumerate(group.members):
        member.place, member.person_id = place, people.get(member.name)


def check_group(group: Group, values: dict[str, Any]) -> Check:
    """Write down what a visit to a group found."""
    refuse_withdrawn(group)
    if not group.formed_on <= values["checked_on"] <= today():
        raise VisitOutside(field="checked_on")
    check = Check(group_id=group.id, **values)
    db.session.add(check)
    db.session.flush()
    return check
