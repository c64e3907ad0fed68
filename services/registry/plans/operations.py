"""Importing, correcting, approving, amending and removing a plan; closing its project."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Any

from services.registry.db import db
from services.registry.plans.doubts import change, notes, numbered, reopen, settle, settle_about
from services.registry.plans.models import Activity, Indicator, Plan, Project, Section
from services.registry.plans.queries import approved_plan, last_no, uploaded_before
from services.registry.plans.reader.notes import say
from services.registry.plans.reader.numbers import number_in_words
from services.registry.plans.record import project_record
from shared.clock import now, today
from shared.errors import Conflict, Invalid
from shared.ids import new_id
from shared.outbox import publish

CURRENCY = re.compile(
    r"(?P<whole>.*?)\s*(?:(?:тенге|теңге|tenge)\s*)?(?:(?P<tiyn>\d{1,2})\s*(?:тиын|tiyn))?", re.IGNORECASE
)
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


class BoundMissing(Invalid):
    """“Between” needs both numbers. Give the upper bound too."""

    code = "bound_missing"


class BoundsReversed(Invalid):
    """The upper bound is below the lower one. Swap them or correct one."""

    code = "bounds_reversed"


class PeriodReversed(Invalid):
    """The period ends before it begins. Correct one of the dates."""

    code = "period_reversed"


class NotApproved(Conflict):
    """The project has no approved plan yet. A draft can be removed instead."""

    code = "not_approved"


class ProjectClosed(Conflict):
    """The project is closed. Open it again to change its plan."""

    code = "project_closed"


def import_plan(
    read: dict[str, Any], *, source_sha256: str, source_name: str, by: str, project: Project | None = None
) -> Plan:
    """Keep what the reader understood as a draft version, of a new project unless one is given."""
    passport = read["passport"]
    again = [] if project else repeated(source_sha256, source_name)
    if project is None:
        project = Project(
            id=new_id(),
            topic=passport.get("topic") or source_name,
            grantee=(passport.get("grantee") or {}).get("name", ""),
        )
        db.session.add(project)
        db.session.flush()
    refuse_second_draft(project)
    plan = Plan(
        project_id=project.id,
        no=last_no(project.id) + 1,
        passport=passport,
        team=read["team"],
        doubts=numbered(again + read["doubts"]),
        unread=numbered(read["unread"]),
        source_sha256=source_sha256,
        source_name=source_name,
        imported_by=by,
        created_at=now(),
    )
    plan.sections = [section_from(position, row) for position, row in enumerate(read["sections"])]
    db.session.add(plan)
    db.session.flush()
    return plan


def repeated(source_sha256: str, source_name: str) -> list[dict[str, Any]]:
    """The doubt that this very file was uploaded before, if it was."""
    former = uploaded_before(source_sha256)
    return (
        [
            {
                "code": None,
                "where": say("document"),
                "source": source_name,
                "why": say("uploaded_before"),
                "understood": say("other_plan", topic=former.project.topic),
            }
        ]
        if former
        else []
    )


def refuse_second_draft(project: Project) -> None:
    """One version in preparation at a time, and none of a closed project."""
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
        **{**values, "clauses": row.get("clauses") or [], "evidence_kinds": row.get("evidence_kinds") or []},
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


def correct_indicator(plan: Plan, indicator: Indicator, values: dict[str, Any], by: str = "") -> Indicator:
    """Set what a person decided about an indicator, and mark it checked."""
    refuse_locked(plan)
    refuse_wrong_target(values)
    for name, value in values.items():
        setattr(indicator, name, value)
    indicator.checked = True
    settle_about(plan, indicator.code, by)
    return indicator


def refuse_wrong_target(values: dict[str, Any]) -> None:
    """A comparison has its number, "between" two of them in order."""
    comparator, low, high = values.get("comparator"), values.get("target"), values.get("target_high")
    if (comparator is None) != (low is None):
        raise TargetIncomplete(field="target")
    if comparator == "between" and high is None:
        raise BoundMissing(field="target_high")
    if comparator == "between" and high < low:
        raise BoundsReversed(field="target_high")


def correct_activity(plan: Plan, activity: Activity, values: dict[str, Any], by: str = "") -> Activity:
    """Set title, period, regions and cost of an activity."""
    refuse_locked(plan)
    begins, ends = values.get("period_from"), values.get("period_to")
    if begins and ends and ends < begins:
        raise PeriodReversed(field="period_to")
    moved = activity.regions != values.get("regions", activity.regions)
    if changed(activity, values):
        settle_about(plan, activity.code, by)
    for indicator in activity.indicators if moved else ():
        indicator.clauses = [
            {**clause, "over": activity.regions or None} if clause["kind"] == "each_region" else clause
            for clause in indicator.clauses
        ]
    return activity


def correct_section(plan: Plan, section: Section, title: str) -> None:
    """Set the title of a task."""
    refuse_locked(plan)
    section.title = title


def changed(row: Any, values: dict[str, Any]) -> bool:
    """Set the values of a row; whether one of them was another before."""
    differs = any(getattr(row, name) != value for name, value in values.items())
    for name, value in values.items():
        setattr(row, name, value)
    return differs


def correct_passport(plan: Plan, values: dict[str, Any], by: str = "") -> Plan:
    """Set the passport; what was doubted about a part is settled by correcting the part."""
    refuse_locked(plan)
    former, plan.passport = plan.passport, {**plan.passport, **values}
    for name in values:
        if former.get(name) != plan.passport[name]:
            settle_about(plan, f"passport.{name}", by)
    doubt_amount(plan, former.get("amount") != plan.passport.get("amount"))
    plan.project.topic, plan.project.grantee = (
        plan.passport["topic"],
        (plan.passport["grantee"] or {}).get("name", ""),
    )
    return plan


def doubt_amount(plan: Plan, corrected: bool) -> None:
    """Doubt a sum whose words do not spell its figures: as it stands now, and again when it is corrected to another such sum."""
    amount = plan.passport.get("amount")
    if not amount or agrees(amount):
        return
    said = amount_doubt(amount)
    found = [doubt for doubt in notes(plan) if doubt.get("code") == said["code"]]
    for doubt in found:
        if corrected or not doubt.get("kept"):
            reopen(plan, doubt["id"])
            change(plan, [doubt["id"]], said if corrected else {})
    if not found:
        plan.doubts = [*plan.doubts, *numbered([{"where": say("passport"), **said}])]


def amount_doubt(amount: dict[str, Any]) -> dict[str, Any]:
    """What is doubted about a sum that a person corrected."""
    value, words = amount["value"], amount.get("in_words") or ""
    spelt = spelt_sum(words)
    read = None if spelt is None else str(spelt) if spelt % 1 else int(spelt)
    understood = (
        say("amount_unspelt", value=value) if read is None else say("amount_spelt", value=value, spelt=read)
    )
    why = (
        "amount_without_words" if not words else "amount_words_unread" if spelt is None else "amount_differs"
    )
    return {
        "code": "passport.amount",
        "source": " ".join(filter(None, (str(value), words))),
        "understood": understood,
        "why": say(why),
    }


def agrees(amount: dict[str, Any] | None) -> bool | None:
    """Whether the words of a sum spell its figures; None without a sum or words."""
    if not amount or not amount.get("in_words"):
        return None
    return spelt_sum(amount["in_words"]) == Decimal(str(amount["value"]))


def spelt_sum(words: str) -> Decimal | None:
    """The tenge (and tiyn in digits) that words spell, "… тысяч тенге 50 тиын"; None where they cannot be read."""
    parts = CURRENCY.fullmatch(words.strip().rstrip("."))
    whole = number_in_words(parts["whole"]) if parts else None
    return None if parts is None or whole is None else Decimal(whole) + Decimal(parts["tiyn"] or 0) / 100


def correct_team(plan: Plan, team: list[dict[str, Any]], by: str = "") -> None:
    """Set the members of the team."""
    refuse_locked(plan)
    if plan.team != team:
        plan.team = team
        settle_about(plan, "team", by)


def settle_doubt(plan: Plan, doubt_id: str, by: str) -> None:
    """Keep as it is what was doubted or not read."""
    refuse_locked(plan)
    settle(plan, doubt_id, by)


def reopen_doubt(plan: Plan, doubt_id: str) -> None:
    """Take back that a doubt is settled."""
    refuse_locked(plan)
    reopen(plan, doubt_id)


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
    tell(plan.project)
    return plan


def amend_plan(plan: Plan, reason_code: str, reason_text: str, by: str) -> Plan:
    """Start a new version from an approved one, with a reason; rows keep their stable ids, doubts what was decided about them."""
    if plan.status != "approved":
        raise PlanLocked
    if not reason_text.strip():
        raise ReasonMissing(field="reason_text")
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
        based_on=plan.id,
        created_at=now(),
        reason_code=reason_code,
        reason_text=reason_text.strip(),
        imported_by=by,
    )
    copy.sections = [copy_section(section) for section in plan.sections]
    db.session.add(copy)
    db.session.flush()
    return copy


def remove_plan(plan: Plan) -> None:
    """Remove a version nobody approved, and its project if it has no other."""
    refuse_locked(plan)
    project = plan.project
    others = [other for other in project.plans if other.id != plan.id]
    db.session.delete(plan)
    if not others:
        db.session.flush()
        db.session.refresh(project)
        db.session.delete(project)
    db.session.flush()


def close_project(project: Project) -> None:
    """End a project: nothing new is recorded for it, its pages stay."""
    project.status, project.closed_on = "closed", today()
    tell(project)


def reopen_project(project: Project) -> None:
    """Take a project up again."""
    project.status, project.closed_on = "running", None
    tell(project)


def tell(project: Project) -> None:
    """Publish a project with the plan in force; one without is nobody else's business."""
    plan = approved_plan(project.id)
    if plan is None:
        raise NotApproved
    db.session.flush()
    publish(db.session, project_record(project, plan))


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
        **{name: getattr(indicator, name) for name in INDICATOR_FIELDS},
    )
