"""Approving a version of a plan; closing its project."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from services.registry.db import db
from services.registry.plans.models import Plan, Project
from services.registry.plans.queries import approved_plan, open_matches, without_rules
from services.registry.plans.record import About, about, project_record, project_regions, rules_asked
from services.registry.plans.rules.targets import unexplained
from services.registry.regions.queries import region_code
from shared.access import require
from shared.acts.doer import acting
from shared.clock import now, today
from shared.doors.errors import Conflict, Invalid, Refusal
from shared.doors.transaction import carry_out, let_go
from shared.language.records import to_json
from shared.language.records.project import Project as ProjectRecord
from shared.language.records.project import RegionRules
from shared.queue.outbox import publish

log = logging.getLogger("asar.registry")
KEEP = "registry.rules"  # the job that writes down rules nobody wrote down yet


class PlanLocked(Conflict):
    """This version of the plan is approved and locked. To change it, start a new version with a reason."""

    code = "plan_locked"


class PlanEmpty(Invalid):
    """The plan has no indicator, so there is nothing to approve."""

    code = "plan_empty"


class TargetsDiffer(Conflict):
    """The targets by region or month do not add up to the plan's own: %(codes)s.
    Correct them, or say in words why they differ."""

    code = "targets_differ"


class NotApproved(Conflict):
    """The project has no approved plan yet. A draft can be removed instead."""

    code = "not_approved"


class MatchesOpen(Conflict):
    """Lines of the revised annex not told apart from the approved ones yet: %(count)s. Answer them first."""

    code = "matches_open"


class ProjectClosed(Conflict):
    """The project is closed. Open it again to change its plan."""

    code = "project_closed"


class HandedDown(Conflict):
    """This project comes from the deployment “%(deployment)s”. What it promises is changed there, and comes
    here as a new version for you to accept."""

    code = "handed_down"


class RegionOutside(Invalid):
    """The plan of this project does not work in this region."""

    code = "region_outside"


def region_in_plan(plan: Plan, named: str, permission: str) -> str:
    """The code of a region, however it is named, where the actor may do this and the plan works;
    Forbidden, RegionOutside."""
    region = region_code(named)
    require(permission, region)
    if region not in project_regions(plan):
        raise RegionOutside(field="region")
    return region


def refuse_locked(plan: Plan) -> None:
    """Only a version in preparation can be changed."""
    if plan.status not in ("draft", "submitted"):
        raise PlanLocked


def refuse_handed(project: Project) -> None:
    """What another deployment promised nobody changes here; HandedDown."""
    if project.handed_by:
        raise HandedDown(deployment=project.handed_by, detail={"deployment": project.handed_by})


class ChangedWhileAsked(Conflict):
    """The plan was changed while the rules of its regions were asked for. Do it once more."""

    code = "changed_while_asked"


@dataclass(frozen=True)
class Said:
    """What plugins said of a version, and what they were asked about."""

    about: About
    rules: tuple[RegionRules, ...]


def ask_rules(plan: Plan) -> Said:
    """What the plugins of its regions say of a version. No transaction waits for them: the present one, which
    may only have read, is let go. RuleUnavailable."""
    asked = about(plan)
    let_go()
    return Said(asked, rules_asked(asked, today()))


def approve_plan(plan: Plan, said: Said) -> Plan:
    """Lock a version, put the former one aside, and publish the project to the other services."""
    refuse_locked(plan)
    refuse_handed(plan.project)
    if not any(activity.indicators for section in plan.sections for activity in section.activities):
        raise PlanEmpty
    refuse_unexplained(plan)
    if waiting := open_matches(plan):
        raise MatchesOpen(count=waiting)
    plan.approved_at, plan.approved_by = now(), acting()
    plan.project.status = "running"
    put_in_force(plan, said)
    return plan


def put_in_force(plan: Plan, said: Said) -> None:
    """Let a version take the place of the former one, by the rules its regions said, and tell the other
    services. ChangedWhileAsked."""
    keep_rules(plan, said)
    former = approved_plan(plan.project_id)
    if former:
        former.status = "superseded"
        db.session.flush()
    plan.status = "approved"
    name_project(plan)
    db.session.flush()
    tell(plan.project)


def refuse_unexplained(plan: Plan) -> None:
    """Every sum of targets that differs from the plan's own is explained."""
    codes = unexplained(plan)
    if codes:
        raise TargetsDiffer(codes=", ".join(codes))


def name_project(plan: Plan) -> None:
    """Call a project as the passport of its version in force does."""
    project, grantee = plan.project, plan.passport.get("grantee") or {}
    project.topic = plan.passport.get("topic") or project.topic
    project.grantee = grantee.get("name") or project.grantee


def close_project(project: Project) -> None:
    """End a project: nothing new is recorded for it, its pages stay."""
    refuse_handed(project)
    project.status, project.closed_on = "closed", today()
    tell(project)


def reopen_project(project: Project) -> None:
    """Take a project up again."""
    refuse_handed(project)
    project.status, project.closed_on = "running", None
    tell(project)


def keep_rules(plan: Plan, said: Said) -> None:
    """Write down what the plugins of its regions said of a version. ChangedWhileAsked."""
    if about(plan) != said.about:
        raise ChangedWhileAsked
    plan.rules = to_json(said.rules)
    db.session.flush()


def keep_missing_rules() -> int:
    """Write down the rules of plans that were approved before rules were kept; how many. One with a plugin
    that cannot be asked waits for the next time."""
    return sum(keep_later(plan) for plan in without_rules())


def keep_later(plan: Plan) -> bool:
    """Write down the rules of a version in force by itself, and tell the other services; False where a plugin
    cannot be asked."""
    key = plan.id
    try:
        carry_out(keep_and_tell, plan, ask_rules(plan))
    except Refusal as refusal:
        log.warning("rules of plan %s are not kept yet: %s", key, refusal.code)
        return False
    return True


def keep_and_tell(plan: Plan, said: Said) -> None:
    """Write down what was said of a version in force."""
    keep_rules(plan, said)
    tell(plan.project)


def tell(project: Project) -> None:
    """Publish a project with the plan in force; one without is nobody else's business."""
    plan = approved_plan(project.id)
    if plan is None:
        raise NotApproved
    db.session.flush()
    publish(db.session, project_record(project, plan))


def project_told(project: Project) -> ProjectRecord | None:
    """A project with the plan in force as it travels, or None while there is no such plan."""
    plan = approved_plan(project.id)
    return project_record(project, plan) if plan else None
