"""Figures: every indicator of the plan in force with its actual, clauses,
verdict and evidence, in three statements."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.dialects.postgresql import distinct_on

from services.reports.copies.models import ProjectCopy
from services.reports.copies.queries import projects as copies
from services.reports.db import db
from services.reports.figures import measures
from services.reports.figures.clauses import judge
from services.reports.figures.models import Fact
from services.reports.figures.shares import of_months, of_regions, regional
from services.reports.figures.verdicts import month_ends, proviso, verdict
from shared.clock import today
from shared.errors import NotFound
from shared.language import categories, publications
from shared.language.clauses import (
    CATEGORY,
    EACH_MONTH,
    ELECTRONIC,
    PAPER,
    SEX,
    WOMEN,
    YOUTH,
    Clause,
)
from shared.language.expressions import Expression
from shared.language.measures.gatherings import EVENTS_HELD
from shared.language.records import to_json
from shared.language.records.project import Activity, Indicator, Project
from shared.projects import ProjectUnknown, RegionUnknown

MONTH = func.to_char(Fact.occurred_on, "YYYY-MM")
PARTS = {
    PAPER: Fact.category == publications.PAPER,
    ELECTRONIC: Fact.category == publications.ELECTRONIC,
    WOMEN: Fact.sex == categories.FEMALE,
    YOUTH: Fact.category == categories.YOUTH,
    SEX: Fact.sex.is_not(None),
    CATEGORY: Fact.category.is_not(None),
}


class IndicatorUnknown(NotFound):
    """The plan has no indicator %(code)s."""

    code = "indicator_unknown"

    def __init__(self, code: str) -> None:
        super().__init__(code=code)


@dataclass(frozen=True)
class Window:
    """Which facts are looked at: up to a day, in these regions (None: all)."""

    until: date
    regions: frozenset[str] | None = None

    def narrow(self, statement: Select[Any]) -> Select[Any]:
        """Apply the window to a statement over facts."""
        statement = statement.where(Fact.occurred_on <= self.until)
        return statement if self.regions is None else statement.where(Fact.region.in_(self.regions))


@dataclass
class Sums:
    """One measure's facts of one activity, added up every way a clause may ask;
    `part` also says of how much a mark is known."""

    total: Decimal = Decimal(0)
    region: dict[str, Decimal] = field(default_factory=lambda: defaultdict(Decimal))
    month: dict[str, Decimal] = field(default_factory=lambda: defaultdict(Decimal))
    gathering: dict[str, Decimal] = field(default_factory=lambda: defaultdict(Decimal))
    part: dict[str, Decimal] = field(default_factory=lambda: defaultdict(Decimal))
    last: dict[str, date] = field(default_factory=dict)
    proven: set[str] = field(default_factory=set)

    def add(self, row: Any) -> None:
        """Take one grouped row in."""
        self.total += row.value
        self.region[row.region or ""] += row.value
        self.month[row.month] += row.value
        self.gathering[row.source] += row.value
        for name in PARTS:
            self.part[name] += getattr(row, name) or 0
        self.last[row.source] = max(row.last, self.last.get(row.source, row.last))
        if row.proven:
            self.proven.add(row.source)


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
    last = select(func.max(Fact.id)).where(Fact.project_id == ProjectCopy.id).scalar_subquery()
    newest = {key: fact or 0 for key, fact in db.session.execute(select(ProjectCopy.id, last))}
    return max(known, key=lambda project: (project.closed_on is None, newest[project.id], project.id))


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
    return month_ends(day(f"{max(months)}-01"), day(f"{max(months)}-01"))[0] if months else None


def day(text: str | None) -> date | None:
    """A date from its ISO text."""
    return date.fromisoformat(text) if text else None


def sums(
    project_id: str, window: Window, names: Collection[str]
) -> dict[tuple[str, str | None, str | None], Sums]:
    """Facts of these measures added up by (measure, subtype, activity); one statement."""
    found: dict[tuple[str, str | None, str | None], Sums] = defaultdict(Sums)
    statement = window.narrow(
        select(
            Fact.measure,
            Fact.subtype,
            Fact.activity_id,
            Fact.region,
            MONTH.label("month"),
            Fact.source,
            func.sum(Fact.value).label("value"),
            func.bool_and(Fact.proven).label("proven"),
            func.max(Fact.occurred_on).label("last"),
            *(func.sum(Fact.value).filter(condition).label(name) for name, condition in PARTS.items()),
        )
        .where(Fact.project_id == project_id, Fact.measure.in_(names))
        .group_by(Fact.measure, Fact.subtype, Fact.activity_id, Fact.region, "month", Fact.source)
    )
    for row in db.session.execute(statement):
        found[row.measure, row.subtype, row.activity_id].add(row)
    return found


def unique_sums(project_id: str, measure: Expression, activity_id: str, window: Window) -> Sums:
    """People once each, credited to the first date they came (a reported month never
    changes when they come again)."""
    marks = [condition.label(name) for name, condition in PARTS.items()]
    columns = (
        Fact.person_id,
        Fact.region,
        MONTH.label("month"),
        Fact.source,
        Fact.proven,
        Fact.occurred_on,
        *marks,
    )
    first = window.narrow(
        select(*columns)
        .where(Fact.project_id == project_id, Fact.measure == measure.facts, Fact.activity_id == activity_id)
        .ext(distinct_on(Fact.person_id))
        .order_by(Fact.person_id, Fact.occurred_on, Fact.id)
    )
    if measure.subtypes:
        first = first.where(Fact.subtype.in_(measure.subtypes))
    if measure.categories:
        first = first.where(Fact.category.in_(measure.categories))
    inner = first.subquery()
    result = Sums()
    grouped = select(
        inner.c.region,
        inner.c.month,
        inner.c.source,
        func.count().label("value"),
        func.bool_and(inner.c.proven).label("proven"),
        func.max(inner.c.occurred_on).label("last"),
        *(func.count().filter(inner.c[name]).label(name) for name in PARTS),
    ).group_by(inner.c.region, inner.c.month, inner.c.source)
    for row in db.session.execute(grouped):
        result.add(row)
    return result


def sums_of(
    indicator: dict[str, Any], project_id: str, all_sums: dict[Any, Sums], window: Window
) -> Sums | None:
    """The facts of one indicator; None when nothing delivers its measure."""
    measure = measures.of(indicator)
    if measure is None:
        return None
    if measure.unique:
        return unique_sums(project_id, measure, indicator["activity_id"], window)
    parts = [
        part
        for (name, subtype, activity), part in all_sums.items()
        if name == measure.facts
        and (not measure.subtypes or subtype in measure.subtypes)
        and (not measure.by_activity or activity == indicator["activity_id"])
    ]
    return parts[0] if len(parts) == 1 else merged(parts)


def merged(parts: Iterable[Sums]) -> Sums:
    """Several sums as one."""
    result = Sums()
    for part in parts:
        result.total += part.total
        for name in ("region", "month", "gathering", "part"):
            for key, value in getattr(part, name).items():
                getattr(result, name)[key] += value
        result.last |= part.last
        result.proven |= part.proven
    return result


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
    """The figures of these indicators;
    no facts are read but those of their measures and of gatherings held."""
    names = {measure.name for indicator in chosen if (measure := measures.of(indicator))} | {EVENTS_HELD.name}
    all_sums = sums(project.id, window, names)
    return [
        figure(indicator, sums_of(indicator, project.id, all_sums, window), window, held(indicator, all_sums))
        for indicator in chosen
    ]


def held(indicator: dict[str, Any], all_sums: dict[Any, Sums]) -> set[str]:
    """Gatherings that took place and must keep the indicator's conditions,
    those that brought nothing included."""
    measure = measures.of(indicator)
    if measure is None or not measure.by_activity:
        return set()
    return {
        source
        for (name, subtype, activity), part in all_sums.items()
        for source in part.gathering
        if name == EVENTS_HELD.name
        and activity == indicator["activity_id"]
        and (not measure.subtypes or subtype in measure.subtypes)
    }


def figure(
    indicator: dict[str, Any], found: Sums | None, window: Window, gatherings: set[str]
) -> dict[str, Any]:
    """One indicator: plan, actual, clauses, verdict, evidence, regions."""
    targets = of_regions(indicator, window.regions)
    indicator, measure = regional(indicator, window.regions), measures.of(indicator)
    actual = None if found is None else found.total
    groups = found and vars(found) | {
        "until": window.until.strftime("%Y-%m"),
        "ended": last_month(window.until),
        "gathering": {source: Decimal(0) for source in gatherings} | found.gathering,
    }
    clauses = [judge(Clause.read(clause), groups, measure) for clause in indicator["clauses"]]
    found = found or Sums()
    word, late = verdict(indicator, actual, clauses, window.until), after(found, indicator["due"])
    in_time = found.total - sum((found.gathering[source] for source in late), Decimal(0))
    return {
        **indicator,
        "target": exact(indicator["target"]),
        "target_high": exact(indicator.get("target_high")),
        "actual": exact(actual),
        "percent": percent(actual, indicator["target"]),
        "numerator": None,
        "denominator": None,
        "clauses": clauses,
        "verdict": word,
        "late": len(late),
        "proviso": proviso(indicator, word, clauses, in_time),
        "evidence": {"needed": len(found.last), "present": len(found.proven)},
        "by_region": {code: exact(value) for code, value in sorted(found.region.items()) if code},
        "no_region": exact(found.region.get("")),
        "share": indicator.get("share"),
        "region_targets": {code: exact(value) for code, value in targets.items()},
        "month_targets": {month: exact(value) for month, value in of_months(indicator).items()},
        "held": gatherings,
        "by_month": {month: exact(value) for month, value in sorted(found.month.items())},
    }


def last_month(until: date) -> str:
    """The last month that has ended by the end of a day, "2022-08"."""
    first = (until + timedelta(days=1)).replace(day=1)
    return (first - timedelta(days=1)).strftime("%Y-%m")


def after(found: Sums, due: date | None) -> set[str]:
    """Records dated after the indicator's term; they count all the same."""
    return {source for source, last in found.last.items() if due and last > due}


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
