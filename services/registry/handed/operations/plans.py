"""A plan that was handed down: the first arrival makes the project, a later one waits to be accepted."""

from __future__ import annotations

from uuid import UUID

import msgspec

from services.registry.db import db
from services.registry.handed.models import HandedRecord
from services.registry.handed.queries import proposals
from services.registry.handed.rules.rows import in_force, kazakh_of, plan_of
from services.registry.handed.schemas import HandedPlan
from services.registry.plans.models import Plan, Project
from services.registry.plans.operations import KEEP, Said, put_in_force, tell
from services.registry.plans.queries import approved_plan, wordings
from services.registry.plans.rules.wordings import row_of
from shared.acts.doer import acting
from shared.doors.errors import Conflict
from shared.language import records
from shared.language.records import project as told
from shared.queue import jobs


class BegunHere(Conflict):
    """A project of this id was begun here: it is this deployment's own, and nobody hands it down."""

    code = "begun_here"


class NothingToAccept(Conflict):
    """This version does not wait to be accepted: it is in force, or a newer one came in its place."""

    code = "nothing_to_accept"


def opened(row: HandedRecord) -> HandedPlan:
    """A plan out of its record; TooNew, Unreadable."""
    project = row.body.get("project")
    records.read(told.Project.KIND, project if isinstance(project, dict) else {})
    try:
        return msgspec.convert(row.body, HandedPlan)
    except msgspec.ValidationError as error:
        raise records.Unreadable(str(error)) from None


def take_plan(row: HandedRecord) -> str:
    """Take a plan; the state its record is in then. BegunHere."""
    handed = opened(row)
    project = db.session.get(Project, UUID(handed.project.id), with_for_update=True)
    if project is None:
        begin(handed, row.deployment)
        return "taken"
    if project.handed_by != row.deployment:
        raise BegunHere
    return follow(project, handed)


def begin(handed: HandedPlan, deployment: str) -> None:
    """The first arrival: the same project under the same ids, in force at once."""
    said = handed.project
    project = Project(
        id=UUID(said.id),
        topic=said.topic,
        grantee=said.grantee,
        status=said.status,
        closed_on=said.closed_on,
        handed_by=deployment,
    )
    db.session.add(project)
    db.session.flush()
    db.session.add_all(kazakh_of(said))
    plan = plan_of(handed, "approved")
    plan.project = project
    db.session.add(plan)
    db.session.flush()
    tell(project)
    jobs.queue_unless_waiting(db.session, KEEP)  # its regions' rules: nobody waits for plugins here


def follow(project: Project, handed: HandedPlan) -> str:
    """A later arrival: what touches no line counts at once, another version waits for a person."""
    project.closed_on, project.status = handed.project.closed_on, handed.project.status
    keep_kazakh(project, handed.project)
    now, came = approved_plan(project.id), in_force(handed.project)
    tell(project)
    if now is None or came.version <= now.no:
        return "taken"
    if not any(str(plan.id) == came.id for plan in proposals(project.id)):
        propose(project, handed, now)
    return "waiting"


def propose(project: Project, handed: HandedPlan, now: Plan) -> None:
    """Put a version beside the one in force; one that waited before it is passed over."""
    for former in proposals(project.id):
        former.status = "withdrawn"
    plan = plan_of(handed, "handed")
    plan.based_on = now.id
    db.session.add(plan)
    db.session.flush()


def keep_kazakh(project: Project, said: told.Project) -> None:
    """Take the Kazakh wording over: it changes neither a number nor a term."""
    known = wordings(project.id)
    for one in kazakh_of(said):
        row = row_of(known, one.line, one.russian)
        if row is None:
            db.session.add(one)
        elif row.kazakh != one.kazakh:
            row.kazakh = one.kazakh
    db.session.flush()


def accept_plan(plan: Plan, said: Said) -> Plan:
    """Put a version that was handed down in force; the records of lines it no longer has stay."""
    if plan.status != "handed":
        raise NothingToAccept
    plan.approved_by = acting()
    put_in_force(plan, said)
    return plan
