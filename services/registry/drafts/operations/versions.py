"""Starting a draft from a Word file or from an approved version, and removing it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from services.registry.db import db
from services.registry.drafts.operations.doubts import numbered
from services.registry.drafts.operations.targets import doubt_targets
from services.registry.plans.models import Activity, Indicator, Plan, Project, Section, Target
from services.registry.plans.operations import PlanLocked, ProjectClosed, refuse_handed, refuse_locked
from services.registry.plans.queries import handed_project, indicators, last_no, uploaded_before
from services.registry.reader.words.notes import Said, say
from shared.clock import now
from shared.doors.errors import Conflict, Invalid
from shared.files import Stored
from shared.ids import new_id
from shared.language.evidence import LETTER
from shared.proofs.operations import attach
from shared.proofs.queries import files_of

INDICATOR_FIELDS = (
    "code",
    "name",
    "comparator",
    "target",
    "target_high",
    "unit",
    "kind",
    "clauses",
    "measure",
    "evidence_kinds",
    "source",
    "confidence",
)


class DraftExists(Conflict):
    """A new version of this plan is already being prepared. Finish or withdraw it first."""

    code = "draft_exists"


class AnotherDeploymentsPlan(Conflict):
    """This plan is here already: “%(topic)s” came from the deployment “%(deployment)s”. It is not brought in
    a second time; a revised one is brought in there."""

    code = "another_deployments_plan"


class ReasonMissing(Invalid):
    """Say why the plan is changed."""

    code = "reason_missing"


@dataclass(frozen=True)
class Reason:
    """Why a plan is changed, and the scan of the letter that asked for it."""

    text: str
    code: str = "other"
    letter: Stored | None = None


@dataclass(frozen=True)
class Annex:
    """A Word file in the store and what the reader understood of it."""

    read: dict[str, Any]
    sha256: str
    name: str


def import_plan(annex: Annex, project: Project | None = None) -> Plan:
    """Keep what the reader understood as a draft version, of a new project unless one is given."""
    again = [] if project else repeated(annex)
    if project is None:
        refuse_known_above(annex)
    project = project or begin_project(annex)
    refuse_second_draft(project)
    plan = first_state(annex, project, again)
    db.session.add(plan)
    db.session.flush()
    for indicator in indicators(plan):
        doubt_targets(plan, indicator)
    return plan


def refuse_known_above(annex: Annex) -> None:
    """A plan that was handed down here is not begun anew from its Word file; AnotherDeploymentsPlan."""
    known = handed_project(annex.sha256, annex.read["passport"].get("topic") or "")
    if known:
        raise AnotherDeploymentsPlan(topic=known.topic, deployment=known.handed_by)


def begin_project(annex: Annex) -> Project:
    """The project a file speaks of."""
    passport = annex.read["passport"]
    grantee = (passport.get("grantee") or {}).get("name", "")
    project = Project(id=new_id(), topic=passport.get("topic") or annex.name, grantee=grantee)
    db.session.add(project)
    db.session.flush()
    return project


def first_state(annex: Annex, project: Project, again: list[Said]) -> Plan:
    """The version a file says, before anybody corrects it."""
    read = annex.read
    return Plan(
        project_id=project.id,
        no=last_no(project.id) + 1,
        passport=read["passport"],
        team=read["team"],
        doubts=numbered(again + read["doubts"]),
        unread=numbered(read["unread"]),
        source_sha256=annex.sha256,
        source_name=annex.name,
        created_at=now(),
        sections=[section_from(position, row) for position, row in enumerate(read["sections"])],
    )


def repeated(annex: Annex) -> list[Said]:
    """The doubt that this very file was uploaded before, if it was."""
    former = uploaded_before(annex.sha256)
    if former is None:
        return []
    understood = say("other_plan", topic=former.project.topic)
    return [about_document(annex.name, "uploaded_before", understood)]


def about_document(source: str, why: str, understood: Said) -> Said:
    """A doubt about a whole file."""
    return {
        "code": None,
        "where": say("document"),
        "source": source,
        "why": say(why),
        "understood": understood,
    }


def refuse_second_draft(project: Project) -> None:
    """One version in preparation at a time, and none of a closed project or of another deployment's."""
    refuse_handed(project)
    if project.closed_on:
        raise ProjectClosed
    if any(plan.status in ("draft", "submitted") for plan in project.plans):
        raise DraftExists


def section_from(position: int, row: dict[str, Any]) -> Section:
    """A section from the reader's dict."""
    return Section(
        position=position,
        code=row["code"],
        kind=row["kind"],
        title=row["title"],
        activities=[activity_from(index, item) for index, item in enumerate(row["activities"])],
    )


def activity_from(position: int, row: dict[str, Any]) -> Activity:
    """An activity from the reader's dict; months become first and last days."""
    period = row.get("period") or {}
    cost = row.get("cost")
    return Activity(
        position=position,
        code=row["code"],
        title=row["title"],
        description=row["description"],
        regions=row.get("regions") or [],
        period_from=first_day(period.get("start")),
        period_to=last_day(period.get("end")),
        period_text=period.get("source"),
        cost=None if cost is None else Decimal(str(cost)),
        indicators=[indicator_from(index, item) for index, item in enumerate(row["indicators"])],
    )


def indicator_from(position: int, row: dict[str, Any]) -> Indicator:
    """An indicator from the reader's dict."""
    values = {name: row.get(name) for name in INDICATOR_FIELDS}
    for name in ("target", "target_high"):
        values[name] = None if values[name] is None else Decimal(str(values[name]))
    return Indicator(
        position=position,
        targets=[target_from(item) for item in row.get("targets") or []],
        **{**values, "clauses": row.get("clauses") or [], "evidence_kinds": row.get("evidence_kinds") or []},
    )


def target_from(row: dict[str, Any]) -> Target:
    """A target of a region or a month from the reader's dict."""
    return Target(region=row["region"], month=row["month"], value=Decimal(str(row["value"])))


def first_day(month: str | None) -> date | None:
    """The first day of "2022-04"."""
    return date.fromisoformat(f"{month}-01") if month else None


def last_day(month: str | None) -> date | None:
    """The last day of "2022-11"."""
    if not month:
        return None
    year, number = (int(part) for part in re.split("-", month)[:2])
    return date.fromordinal(date(year + number // 12, number % 12 + 1, 1).toordinal() - 1)


def explain(plan: Plan, former: Plan, reason: Reason) -> Plan:
    """Say which version a kept new one changes and why, with the letter."""
    if not reason.text.strip():
        raise ReasonMissing(field="reason_text")
    plan.based_on, plan.reason_code, plan.reason_text = former.id, reason.code, reason.text.strip()
    db.session.flush()
    if reason.letter:
        attach(plan, reason.letter, LETTER)
    return plan


def amend_plan(plan: Plan, reason: Reason) -> Plan:
    """Start a new version from an approved one, with a reason; rows keep their stable ids,
    doubts what was decided about them."""
    if plan.status != "approved":
        raise PlanLocked
    refuse_second_draft(plan.project)
    copy = Plan(
        project_id=plan.project_id,
        no=last_no(plan.project_id) + 1,
        passport=plan.passport,
        team=plan.team,
        doubts=plan.doubts,
        unread=plan.unread,
        source_sha256=plan.source_sha256,
        source_name=plan.source_name,
        created_at=now(),
    )
    copy.sections = [copy_section(section) for section in plan.sections]
    db.session.add(copy)
    return explain(copy, plan, reason)


def remove_plan(plan: Plan) -> None:
    """Remove a version nobody approved, and its project if it has no other."""
    refuse_locked(plan)
    project = plan.project
    others = [other for other in project.plans if other.id != plan.id]
    for letter in files_of(plan):
        db.session.delete(letter)
    db.session.delete(plan)
    if not others:
        db.session.flush()
        db.session.refresh(project)
        db.session.delete(project)
    db.session.flush()


def copy_section(section: Section) -> Section:
    """The same section for another version."""
    return Section(
        stable_id=section.stable_id,
        position=section.position,
        code=section.code,
        kind=section.kind,
        title=section.title,
        activities=[copy_activity(activity) for activity in section.activities],
    )


def copy_activity(activity: Activity) -> Activity:
    """The same activity, same stable id."""
    names = (
        "stable_id",
        "position",
        "code",
        "title",
        "description",
        "regions",
        "period_from",
        "period_to",
        "period_text",
        "cost",
    )
    return Activity(
        **{name: getattr(activity, name) for name in names},
        indicators=[copy_indicator(indicator) for indicator in activity.indicators],
    )


def copy_indicator(indicator: Indicator) -> Indicator:
    """The same indicator, same stable id."""
    return Indicator(
        stable_id=indicator.stable_id,
        position=indicator.position,
        checked=indicator.checked,
        targets=[Target(region=row.region, month=row.month, value=row.value) for row in indicator.targets],
        **{name: getattr(indicator, name) for name in INDICATOR_FIELDS},
    )
