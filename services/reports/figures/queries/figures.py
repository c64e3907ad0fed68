"""Figures: every indicator of the plan in force with its actual, clauses,
verdict and evidence."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import func, select

from services.reports.copies.queries import projects as copies
from services.reports.db import db
from services.reports.facts.models import Pulse
from services.reports.facts.queries import Ask, Sums, Window, add_up
from services.reports.figures.rules import measures
from services.reports.figures.rules.clauses import Groups, judge
from services.reports.figures.rules.shares import of_months, of_regions, regional
from services.reports.figures.rules.verdicts import month_ends, proviso, verdict
from shared.clock import today
from shared.doors.errors import NotFound
from shared.language.clauses import EACH_GATHERING, EACH_MONTH, Clause
from shared.language.expressions import Expression
from shared.language.measure import RATIO
from shared.language.records import to_json
from shared.language.records.project import Activity, Indicator, Project
from shared.projects import ProjectUnknown, RegionUnknown


class IndicatorUnknown(NotFound):
    """The plan has no indicator %(code)s."""

    code = "indicator_unknown"

    def __init__(self, code: str) -> None:
        super().__init__(code=code)


def get_project(project_id: uuid.UUID | str) -> Project:
    """The project with its approved plan; ProjectUnknown."""
    project = copies.get(project_id)
    if project.plan is None:
        raise ProjectUnknown
    return project


def projects() -> list[Project]:
    """Every project with an approved plan, the newest first, closed ones after the others."""
    planned = [project for project in copies.all() if project.plan]
    return sorted(planned, key=lambda project: project.closed_on is not None)


def landing(known: list[Project]) -> Project:
    """The project to open with: among those not closed the one whose record came last, else the newest."""
    if len(known) < 2:
        return known[0]
    last = select(Pulse.project_id, func.max(Pulse.beat_at).label("beat_at")).group_by(Pulse.project_id)
    beats = {row.project_id: row.beat_at for row in db.session.execute(last)}
    never = datetime.min.replace(tzinfo=UTC)
    return max(
        known, key=lambda project: (project.closed_on is None, beats.get(project.id, never), project.id)
    )


def check_region(project: Project, region: str | None) -> None:
    """Refuse a region the project does not have; RegionUnknown."""
    known = [item.code for item in project.regions]
    if region and region not in known:
        raise RegionUnknown(field="region", region=region, known=", ".join(known))


def indicators(project: Project) -> Iterator[dict[str, Any]]:
    """Indicators of the plan with what they inherit: activity, start, due, regions."""
    for activity in project.activities:
        for indicator in activity.indicators:
            yield described(indicator, activity, project)


def described(indicator: Indicator, activity: Activity, project: Project) -> dict[str, Any]:
    """One indicator with what it inherits from its activity and its project."""
    plain = to_json(indicator)
    return {
        **plain,
        "activity": activity.code,
        "activity_id": activity.id,
        "start": activity.period_from or project.period_from,
        "due": last_day(plain) or activity.period_to or project.period_to,
        "regions": list(activity.regions),
    }


def last_day(indicator: dict[str, Any]) -> date | None:
    """An indicator that names its months ("8 (April–November)") is due when the last of them ends,
    whatever its activity's term."""
    months = [
        month
        for clause in indicator["clauses"]
        if clause["kind"] == EACH_MONTH
        for month in clause.get("over") or []
    ]
    return end_of(max(months)) if months else None


def end_of(month: str) -> date:
    """The last day of a month, "2022-08"."""
    first = date.fromisoformat(f"{month}-01")
    return month_ends(first, first)[0]


def figures(project: Project, window: Window | None = None) -> list[dict[str, Any]]:
    """Every indicator with its figure, in the order of the plan."""
    return computed(project, list(indicators(project)), window or Window(today()))


def get_figure(project: Project, code: str, window: Window | None = None) -> dict[str, Any]:
    """One indicator's figure by its code, from the facts of its own measure; IndicatorUnknown."""
    return computed(project, [get_indicator(project, code)], window or Window(today()))[0]


def get_indicator(project: Project, code: str) -> dict[str, Any]:
    """What the plan says of one indicator, asked by its id or by its code, with what it inherits;
    IndicatorUnknown."""
    rows = list(indicators(project))
    found = next((row for name in ("id", "code") for row in rows if row[name] == code), None)
    if found is None:
        raise IndicatorUnknown(code)
    return found


def computed(project: Project, chosen: list[dict[str, Any]], window: Window) -> list[dict[str, Any]]:
    """The figures of these indicators; no sums are read but those of their measures."""
    asked = [(indicator, measure) for indicator in chosen if (measure := measures.of(indicator))]
    found = add_up(project.id, project.period_from, project.period_to, [ask(*pair) for pair in asked], window)
    sums = {indicator["id"]: sums for (indicator, _measure), sums in zip(asked, found, strict=True)}
    return [figure(indicator, sums.get(indicator["id"]), window) for indicator in chosen]


def ask(indicator: dict[str, Any], measure: Expression) -> Ask:
    """What an indicator asks of the sums."""
    sized = any(clause["kind"] == EACH_GATHERING for clause in indicator["clauses"])
    return Ask(measure, indicator["activity_id"], indicator["due"], sized)


def figure(indicator: dict[str, Any], sums: Sums | None, window: Window) -> dict[str, Any]:
    """One indicator: plan, actual, clauses, verdict, evidence, regions."""
    targets = of_regions(indicator, window.regions)
    indicator, measure = regional(indicator, window.regions), measures.of(indicator)
    actual, found = counted(measure, sums), sums or Sums()
    groups = None if sums is None else Groups.of(sums, window.until)
    clauses = [judge(Clause.read(clause), groups, measure) for clause in indicator["clauses"]]
    word, in_time = verdict(indicator, actual, clauses, window.until), found.total - found.late_total
    return {
        **indicator,
        "target": exact(indicator["target"]),
        "target_high": exact(indicator.get("target_high")),
        "actual": exact(actual),
        "percent": percent(actual, indicator["target"]),
        **share_of(measure, sums),
        "clauses": clauses,
        "verdict": word,
        "late": found.late,
        "outside": found.outside,
        "proviso": proviso(indicator, word, clauses, in_time),
        "evidence": {"needed": found.records, "present": found.proven},
        "by_region": {code: exact(value) for code, value in sorted(found.region.items()) if code},
        "no_region": exact(found.region.get("")),
        "share": indicator.get("share"),
        "region_targets": {code: exact(value) for code, value in targets.items()},
        "month_targets": {month: exact(value) for month, value in of_months(indicator).items()},
        "by_month": {month: exact(value) for month, value in sorted(found.month.items())},
    }


def counted(measure: Expression | None, sums: Sums | None) -> Decimal | None:
    """The actual: what was counted, or of a share the per cent of its base; without a base there is none."""
    if sums is None or not is_share(measure):
        return None if sums is None else sums.total
    return 100 * sums.total / sums.denominator if sums.denominator else None


def share_of(measure: Expression | None, sums: Sums | None) -> dict[str, Decimal | None]:
    """Numerator and denominator of a share."""
    if sums is None or not is_share(measure):
        return {"numerator": None, "denominator": None}
    return {"numerator": exact(sums.total), "denominator": exact(sums.denominator)}


def is_share(measure: Expression | None) -> bool:
    """Whether a measure is a share of a base."""
    return measure is not None and measure.measure is not None and measure.measure.counted == RATIO


def exact(value: Decimal | str | None) -> Decimal | None:
    """A decimal without trailing zeros and without an exponent."""
    if value is None:
        return None
    number = Decimal(value)
    return number.quantize(Decimal(1)) if number == number.to_integral_value() else number.normalize()


def percent(actual: Decimal | None, target: str | None) -> int | None:
    """Whole percents, rounded down, so that 99.9 is never called 100; None without a base."""
    if actual is None or not target or Decimal(target) == 0:
        return None
    return int(100 * actual / Decimal(target))
