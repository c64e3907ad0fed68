"""The project as the other services are told about it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

from msgspec import convert

from services.registry.plans.models import Activity, Indicator, Plan, Project, Section
from services.registry.plans.queries import wordings
from services.registry.plans.rules.numbers import plain
from services.registry.plans.rules.team import Member, team
from services.registry.plans.rules.wordings import in_force
from services.registry.regions.queries import named
from shared.clock import ZONE
from shared.language.clauses import Clause
from shared.language.obligations import grounds_in
from shared.language.records import project as told
from shared.language.wordings import worded
from shared.plugins import plugins
from shared.plugins.writing import planned


def project_record(project: Project, plan: Plan) -> told.Project:
    """A `project` record with the plan in force and its Kazakh wording. The team travels as roles, with the
    names of signatories."""
    return worded(in_russian(project, plan), partial(in_force, wordings(project.id)))


def in_russian(project: Project, plan: Plan) -> told.Project:
    """The same as the plan says it."""
    passport, lines = plan.passport, list(activities(plan))
    return told.Project(
        id=str(project.id),
        page=f"/registry/plans/{plan.id}",
        topic=project.topic,
        grantee=project.grantee,
        grantor=(passport.get("grantor") or {}).get("name") or "",
        goal=passport.get("goal") or "",
        amount=Decimal(str((passport.get("amount") or {}).get("value") or 0)),
        status=project.status,
        period_from=min((line.period_from for line in lines if line.period_from), default=None),
        period_to=max((line.period_to for line in lines if line.period_to), default=None),
        regions=tuple(told.Region(**region) for region in named(project_regions(plan))),
        partners=partners(passport),
        team=tuple(signatory(member) for member in team(plan)),
        plan=plan_state(plan),
        closed_on=project.closed_on,
    )


def signatory(member: Member) -> told.Member:
    """A place in the team; the name travels only with those who sign reports."""
    name = member.name if member.signs else None
    return told.Member(role=member.role, role_code=member.role_code, name=name or None)


def activities(plan: Plan) -> Iterator[Activity]:
    """Lines of a plan in its order."""
    for section in plan.sections:
        yield from section.activities


def partners(passport: dict[str, Any]) -> tuple[told.Partner, ...]:
    """Organisations that help, by name and region."""
    items = (passport.get("partners") or {}).get("items", [])
    return tuple(told.Partner(name=item.get("name") or "", region=item.get("region")) for item in items)


def project_regions(plan: Plan) -> list[str]:
    """Region codes of the passport, or else of the activities."""
    found = list(plan.passport.get("regions") or [])
    for activity in activities(plan):
        found += [code for code in activity.regions if code not in found]
    return found


def plan_state(plan: Plan) -> told.Plan:
    """The plan as it travels."""
    return told.Plan(
        id=str(plan.id),
        version=plan.no,
        approved_on=plan.approved_at.astimezone(ZONE).date() if plan.approved_at else None,
        sections=tuple(section_state(section) for section in plan.sections),
        results=results(plan.passport),
        rules=kept_rules(plan),
    )


@dataclass(frozen=True)
class About:
    """What plugins are asked about a version: its lines as {id: code}, and its regions."""

    lines: dict[str, str]
    regions: list[str]


def about(plan: Plan) -> About:
    """The lines and regions of a version."""
    return About({str(line.stable_id): line.code for line in activities(plan)}, project_regions(plan))


def kept_rules(plan: Plan) -> tuple[told.RegionRules, ...]:
    """What the plugins of its regions said when it was approved."""
    return convert(plan.rules or (), tuple[told.RegionRules, ...])


def rules_asked(about: About, day: date) -> tuple[told.RegionRules, ...]:
    """What the plugins of its regions say of a version now. RuleUnavailable."""
    return tuple(planned(plugins(), region, about.lines, day) for region in about.regions)


def results(passport: dict[str, Any]) -> tuple[told.Result, ...]:
    """The expected results by number."""
    found = passport.get("expected_results") or []
    return tuple(told.Result(number=item["number"], text=item["text"]) for item in found)


def section_state(section: Section) -> told.Section:
    """A task as it travels; the id is the stable one."""
    return told.Section(
        id=str(section.stable_id),
        code=section.code,
        kind=section.kind,
        title=section.title,
        activities=tuple(activity_state(activity) for activity in section.activities),
    )


def activity_state(activity: Activity) -> told.Activity:
    """An activity as it travels; the id is the stable one."""
    return told.Activity(
        id=str(activity.stable_id),
        code=activity.code,
        title=activity.title,
        grounds=grounds_in(activity.title, activity.description),
        regions=tuple(activity.regions),
        period_text=activity.period_text,
        period_from=activity.period_from,
        period_to=activity.period_to,
        cost=activity.cost,
        indicators=tuple(indicator_state(indicator) for indicator in activity.indicators),
    )


def indicator_state(indicator: Indicator) -> told.Indicator:
    """An indicator as it travels; the id is the stable one."""
    return told.Indicator(
        id=str(indicator.stable_id),
        code=indicator.code,
        name=indicator.name,
        unit=indicator.unit,
        kind=indicator.kind,
        comparator=indicator.comparator,
        target=exact(indicator.target),
        target_high=exact(indicator.target_high),
        clauses=tuple(map(Clause.read, indicator.clauses)),
        measure=indicator.measure,
        evidence_kinds=tuple(indicator.evidence_kinds),
        targets=tuple(
            told.Target(region=row.region, month=row.month, value=Decimal(plain(row.value)))
            for row in indicator.targets
        ),
    )


def exact(value: Decimal | None) -> Decimal | None:
    """A decimal without trailing zeros and without an exponent."""
    return None if value is None else Decimal(plain(value))
