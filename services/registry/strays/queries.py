"""Centres, memoranda, initiative groups and village plans whose line is gone."""

from __future__ import annotations

import uuid
from collections.abc import Iterator

from sqlalchemy import select

from services.registry.centres.models import Centre
from services.registry.centres.queries import reached
from services.registry.db import db
from services.registry.groups.models import Group
from services.registry.groups.queries import within
from services.registry.memoranda.models import Memorandum
from services.registry.memoranda.queries import RECORD
from services.registry.memoranda.record import signed_with
from services.registry.plans.models import Plan
from services.registry.plans.queries import activities, approved_plan
from services.registry.village_plans import queries as village_plans
from services.registry.village_plans.models import VillagePlan
from shared.access import in_scope
from shared.doors.errors import NotFound
from shared.doors.strays import Stray
from shared.i18n import format_short_date
from shared.reach import reachable
from shared.spoken import name_of, place_words


def plan_of(project: str) -> Plan:
    """The plan in force of a project; NotFound."""
    try:
        plan = approved_plan(uuid.UUID(project))
    except ValueError as error:
        raise NotFound from error
    if plan is None:
        raise NotFound
    return plan


def strays(plan: Plan) -> Iterator[Stray]:
    """Those the actor may move."""
    known = [str(activity.stable_id) for activity in activities(plan)]
    yield from stray_centres(plan, known)
    yield from stray_memoranda(plan, known)
    yield from stray_groups(plan, known)
    yield from stray_village_plans(plan, known)


def stray_centres(plan: Plan, known: list[str]) -> Iterator[Stray]:
    """Centres on none of the known lines."""
    mine = Centre.project_id == plan.project_id, Centre.activity_id.not_in(known), reached("centre.open")
    for centre in db.session.scalars(select(Centre).where(*mine).order_by(Centre.name)):
        yield Stray(
            str(centre.id), name_of(centre), f"/registry/centres/{centre.id}", place_words(centre.settlement)
        )


def stray_memoranda(plan: Plan, known: list[str]) -> Iterator[Stray]:
    """Memoranda on none of the known lines."""
    mine = Memorandum.project_id == plan.project_id, Memorandum.activity_id.not_in(known)
    found = select(Memorandum).where(*mine).order_by(Memorandum.signed_on, Memorandum.id)
    for item in db.session.scalars(found):
        if reachable(RECORD, item.region):
            page, day = f"/registry/memoranda/{item.id}", format_short_date(item.signed_on)
            yield Stray(str(item.id), signed_with(item), page, day)


def stray_groups(plan: Plan, known: list[str]) -> Iterator[Stray]:
    """Initiative groups on none of the known lines."""
    mine = Group.project_id == plan.project_id, Group.activity_id.not_in(known), within("group.record")
    for group in db.session.scalars(select(Group).where(*mine).order_by(Group.name)):
        yield Stray(
            str(group.id), name_of(group), f"/registry/groups/{group.id}", place_words(group.settlement)
        )


def stray_village_plans(plan: Plan, known: list[str]) -> Iterator[Stray]:
    """Village plans on none of the known lines."""
    mine = VillagePlan.project_id == plan.project_id, VillagePlan.activity_id.not_in(known)
    for item in db.session.scalars(select(VillagePlan).where(*mine).order_by(VillagePlan.settlement)):
        if in_scope(village_plans.RECORD, item.region):
            yield Stray(str(item.id), place_words(item.settlement), f"/registry/village-plans/{item.id}", "")
