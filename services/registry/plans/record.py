"""The project as the other services are told about it."""

from __future__ import annotations

from typing import Any

from services.registry.plans.models import Activity, Indicator, Plan, Project
from services.registry.regions.queries import named
from shared.clock import ZONE
from shared.records.registry import Project as ProjectRecord


def project_record(project: Project, plan: Plan) -> ProjectRecord:
    """A `project` record with the plan in force. The team travels as roles, without names."""
    passport = plan.passport
    starts = [
        activity.period_from
        for section in plan.sections
        for activity in section.activities
        if activity.period_from
    ]
    ends = [
        activity.period_to
        for section in plan.sections
        for activity in section.activities
        if activity.period_to
    ]
    return ProjectRecord(
        key=str(project.id),
        topic=project.topic,
        grantee=project.grantee,
        grantor=(passport.get("grantor") or {}).get("name", ""),
        goal=passport.get("goal") or "",
        amount=str((passport.get("amount") or {}).get("value") or 0),
        status=project.status,
        period_from=min(starts).isoformat() if starts else None,
        period_to=max(ends).isoformat() if ends else None,
        regions=named(project_regions(plan)),
        partners=(passport.get("partners") or {}).get("items", []),
        team=[{"role": member.get("role")} for member in plan.team],
        plan=plan_state(plan),
        closed_on=project.closed_on.isoformat() if project.closed_on else None,
    )


def project_regions(plan: Plan) -> list[str]:
    """Region codes of the passport, or else of the activities."""
    found = list(plan.passport.get("regions") or [])
    for section in plan.sections:
        for activity in section.activities:
            found += [code for code in activity.regions if code not in found]
    return found


def plan_state(plan: Plan) -> dict[str, Any]:
    """The plan as plain JSON."""
    approved_on = plan.approved_at.astimezone(ZONE).date().isoformat() if plan.approved_at else None
    return {
        "id": str(plan.id),
        "version": plan.no,
        "approved_on": approved_on,
        "sections": [
            {
                "code": section.code,
                "kind": section.kind,
                "title": section.title,
                "activities": [activity_state(activity) for activity in section.activities],
            }
            for section in plan.sections
        ],
    }


def activity_state(activity: Activity) -> dict[str, Any]:
    """An activity as plain JSON."""
    return {
        "code": activity.code,
        "title": activity.title,
        "regions": activity.regions,
        "period_text": activity.period_text,
        "period_from": activity.period_from.isoformat() if activity.period_from else None,
        "period_to": activity.period_to.isoformat() if activity.period_to else None,
        "cost": None if activity.cost is None else str(activity.cost),
        "indicators": [indicator_state(indicator) for indicator in activity.indicators],
    }


def indicator_state(indicator: Indicator) -> dict[str, Any]:
    """An indicator as plain JSON; the id is the stable one."""
    return {
        "id": str(indicator.stable_id),
        "code": indicator.code,
        "name": indicator.name,
        "unit": indicator.unit,
        "kind": indicator.kind,
        "comparator": indicator.comparator,
        "target": text(indicator.target),
        "target_high": text(indicator.target_high),
        "clauses": indicator.clauses,
        "measure": indicator.measure,
        "evidence_kinds": indicator.evidence_kinds,
    }


def text(value: Any) -> str | None:
    """A decimal without trailing zeros."""
    return None if value is None else f"{value.normalize():f}"
