"""Importing, correcting, approving and amending a plan."""
from __future__ import annotations

import re
import uuid
from datetime import date
from decimal import Decimal
from typing import Any

from services.registry.db import db
from services.registry.plans.doubts import numbered
from services.registry.plans.models import Activity, Indicator, Plan, Project, Section
from services.registry.plans.queries import approved_plan, get_indicator, last_no
from services.registry.plans.record import project_record
from shared.clock import now
from shared.errors import Conflict, Invalid
from shared.ids import new_id
from shared.outbox import publish

INDICATOR_FIELDS = ("code", "name", "comparator", "target", "target_high", "unit", "kind", "clauses", "measure", "evidence_kinds",
                    "source", "confidence")


class PlanLocked(Conflict):
    """This version of the plan is approved and locked. To change it, start a new version with a reason."""

    code = "plan_locked"


class DraftExists(Conflict):
    """A new version of this plan is already being prepared. Finish or withdraw it first."""

    code = "draft_exists"


class PlanEmpty(Invalid):
    """The plan has no indicator, so there is nothing to approve."""

    code = "plan_empty"


class ReasonMissing(Invalid):
    """Say why the plan is changed."""

    code = "reason_missing"


class TargetIncomplete(Invalid):
    """Give both the condition (at least, exactly …) and the number, or neither."""

    code = "target_incomplete"


def import_plan(read: dict[str, Any], *, source_sha256: str, source_name: str, by: str, project: Project | None = None) -> Plan:
    """Keep what the reader understood as a draft version, of a new project unless one is given."""
    passport = read["passport"]
    if project is None:
        project = Project(
            id=new_id(), topic=passport.get("topic") or source_name, grantee=(passport.get("grantee") or {}).get("name", "")
        )
        db.session.add(project)
        db.session.flush()
    refuse_second_draft(project)
    plan = Plan(
        project_id=project.id,
        no=last_no(project.id) + 1,
        passport=passport,
        team=read["team"],
        doubts=numbered(read["doubts"], read["sections"]),
        unread=numbered(read["unread"], read["sections"]),
        source_sha256=source_sha256,
        source_name=source_name,
        imported_by=by,
    )
    plan.sections = [section_from(position, row) for position, row in enumerate(read["sections"])]
    db.session.add(plan)
    db.session.flush()
    return plan


def refuse_second_draft(project: Project) -> None:
    """One version in preparation at a time."""
    if any(plan.status in ("draft", "submitted") for plan in project.plans):
        raise DraftExists


def section_from(position: int, row: dict[str, Any]) -> Section:
    """A section from the reader's dict."""
    return Section(position=position, code=row["code"], kind=row["kind"], title=row["title"],
                   activities=[activity_from(index, item) for index, item in enumerate(row["activities"])])


def activity_from(position: int, row: dict[str, Any]) -> Activity:
    """An activity from the reader's dict; months become first and last days."""
    period = row.get("period") or {}
    cost = row.get("cost")
    return Activity(position=position, code=row["code"], title=row["title"], description=row["description"],
                    regions=row.get("regions") or [], period_from=first_day(period.get("start")), period_to=last_day(period.get("end")),
                    period_text=period.get("source"), cost=None if cost is None else Decimal(str(cost)),
                    indicators=[indicator_from(index, item) for index, item in enumerate(row["indicators"])])


def indicator_from(position: int, row: dict[str, Any]) -> Indicator:
    """An indicator from the reader's dict."""
    values = {name: row.get(name) for name in INDICATOR_FIELDS}
    for name in ("target", "target_high"):
        values[name] = None if values[name] is None else Decimal(str(values[name]))
    return Indicator(
        position=position, **{**values, "clauses": row.get("clauses") or [], "evidence_kinds": row.get("evidence_kinds") or []}
    )


def first_day(month: str | None) -> date | None:
    """The first day of "2022-04"."""
    return date.fromisoformat(f"{month}-01") if month else None


def last_day(month: str | None) -> date | None:
    """The last day of "2022-11"."""
    if not month:
        return None
    year, number = (int(part) for part in re.split("-", month)[:2])
    return date.fromordinal(date(year + number // 12, number % 12 + 1, 1).toordinal() - 1)


def refuse_locked(plan: Plan) -> None:
    """Only a version in preparation can be changed."""
    if plan.status not in ("draft", "submitted"):
        raise PlanLocked


def correct_indicator(plan: Plan, indicator: Indicator, values: dict[str, Any]) -> Indicator:
    """Set what a person decided about an indicator, and mark it checked."""
    refuse_locked(plan)
    if (values.get("comparator") is None) != (values.get("target") is None):
        raise TargetIncomplete(field="target")
    for name, value in values.items():
        setattr(indicator, name, value)
    indicator.checked = True
    settle_doubts(plan, indicator.code)
    return indicator


def correct_activity(plan: Plan, activity: Activity, values: dict[str, Any]) -> Activity:
    """Set title, period and cost of an activity."""
    refuse_locked(plan)
    for name, value in values.items():
        setattr(activity, name, value)
    return activity


def correct_passport(plan: Plan, values: dict[str, Any]) -> Plan:
    """Set the passport's texts, amount and period."""
    refuse_locked(plan)
    passport = {**plan.passport, "topic": values["topic"], "goal": values["goal"]}
    passport["grantee"] = {**(plan.passport.get("grantee") or {}), "name": values["grantee"]}
    passport["amount"] = {**(plan.passport.get("amount") or {}), "value": values["amount"]}
    plan.passport = passport
    plan.project.topic, plan.project.grantee = values["topic"], values["grantee"]
    return plan


def settle_doubts(plan: Plan, code: str) -> None:
    """Settle every doubt that is about one indicator."""
    plan.doubts = [{**doubt, "settled": True} if doubt.get("code") == code else doubt for doubt in plan.doubts]


def settle_doubt(plan: Plan, doubt_id: str) -> None:
    """Mark one doubt as looked at."""
    refuse_locked(plan)
    plan.doubts = [{**doubt, "settled": True} if doubt["id"] == doubt_id else doubt for doubt in plan.doubts]
    plan.unread = [{**doubt, "settled": True} if doubt["id"] == doubt_id else doubt for doubt in plan.unread]


def approve_plan(plan: Plan, by: str) -> Plan:
    """Lock a version, put the former one aside, and publish the project to the other services."""
    refuse_locked(plan)
    if not any(activity.indicators for section in plan.sections for activity in section.activities):
        raise PlanEmpty
    former = approved_plan(plan.project_id)
    if former:
        former.status = "superseded"
        db.session.flush()
    plan.status, plan.approved_at, plan.approved_by, plan.project.status = "approved", now(), by, "running"
    db.session.flush()
    publish(db.session, project_record(plan.project, plan))
    return plan


def amend_plan(plan: Plan, reason_code: str, reason_text: str, by: str) -> Plan:
    """Start a new version from an approved one, with a reason; rows keep their stable ids."""
    if plan.status != "approved":
        raise PlanLocked
    if not reason_text.strip():
        raise ReasonMissing(field="reason_text")
    refuse_second_draft(plan.project)
    copy = Plan(project_id=plan.project_id, no=last_no(plan.project_id) + 1, passport=plan.passport, team=plan.team, doubts=[], unread=[],
                source_sha256=plan.source_sha256, source_name=plan.source_name, based_on=plan.id, reason_code=reason_code,
                reason_text=reason_text.strip(), imported_by=by)
    copy.sections = [copy_section(section) for section in plan.sections]
    db.session.add(copy)
    db.session.flush()
    return copy


def withdraw_plan(plan: Plan) -> None:
    """Put a version in preparation aside for good."""
    refuse_locked(plan)
    plan.status = "withdrawn"


def copy_section(section: Section) -> Section:
    """The same section for another version."""
    return Section(position=section.position, code=section.code, kind=section.kind, title=section.title,
                   activities=[copy_activity(activity) for activity in section.activities])


def copy_activity(activity: Activity) -> Activity:
    """The same activity, same stable id."""
    names = ("stable_id", "position", "code", "title", "description", "regions", "period_from", "period_to", "period_text", "cost")
    return Activity(**{name: getattr(activity, name) for name in names},
                    indicators=[copy_indicator(indicator) for indicator in activity.indicators])


def copy_indicator(indicator: Indicator) -> Indicator:
    """The same indicator, same stable id."""
    return Indicator(stable_id=indicator.stable_id, position=indicator.position, checked=True,
                     **{name: getattr(indicator, name) for name in INDICATOR_FIELDS})


def confirm_indicator(plan: Plan, indicator_id: uuid.UUID) -> Indicator:
    """Mark one indicator as read rightly."""
    refuse_locked(plan)
    indicator = get_indicator(plan, indicator_id)
    indicator.checked = True
    settle_doubts(plan, indicator.code)
    return indicator
