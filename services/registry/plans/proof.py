"""What proves a version of a plan that changes another: the letter of the grantor that allowed it."""

from __future__ import annotations

import uuid

from flask_babel import gettext as _

from services.registry.plans.models import Plan
from services.registry.plans.operations import refuse_locked
from services.registry.plans.queries import get_plan
from shared.access import actor
from shared.doors.errors import Conflict, Forbidden
from shared.proofs.declaring import VIEW, Proven


class NothingAllowed(Conflict):
    """This is the first version of the plan: no letter asked for it. A letter stands with a later one."""

    code = "nothing_allowed"


def find(plan_id: uuid.UUID, permission: str, lock: bool = False) -> Plan:
    """A version; whoever may read files reads its letter, whoever changes them does so in all regions.
    NotFound, Forbidden."""
    if not reaches(permission):
        raise Forbidden
    return get_plan(plan_id, lock)


def reaches(permission: str) -> bool:
    """Whether the actor may treat the papers of plans so: a plan is of all its regions."""
    return actor().can(permission) if permission == VIEW else actor().everywhere(permission)


def may(permission: str, plan: Plan) -> bool:
    """Whether the actor may treat the letters of a version so; those of an approved one stay as they are."""
    return reaches(permission) and (permission == VIEW or is_open(plan))


def is_open(plan: Plan) -> bool:
    """Whether a version still waits for its letter: it changes another and nobody approved it."""
    return plan.based_on is not None and plan.status in ("draft", "submitted")


def admit(plan: Plan) -> None:
    """A letter comes to a version in preparation that changes another. PlanLocked, NothingAllowed."""
    refuse_locked(plan)
    if plan.based_on is None:
        raise NothingAllowed


def called(plan: Plan) -> str:
    """A version by its project's topic and its number."""
    return f"{plan.project.topic}, {_('version %(no)s', no=plan.no)}"


PLAN = Proven(
    kind="plan",
    path="plans",
    model=Plan,
    keeper="plan.edit",
    find=find,
    may=may,
    tell=lambda plan: None,  # the letter does not travel
    title=called,
    listed=lambda: (_("Plans"), "/registry/plans"),
    admit=admit,
    release=lambda plan, kind: refuse_locked(plan),
)
