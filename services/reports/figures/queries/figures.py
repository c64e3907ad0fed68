"""Figures: every indicator of the plan in force with its actual, clauses,
verdict and evidence."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import partial
from typing import Any

from flask import current_app
from sqlalchemy import func, select

from services.reports.adjustments.queries import Adjusted, approved
from services.reports.copies.queries import projects as copies
from services.reports.db import db
from services.reports.facts.models import Pulse
from services.reports.facts.queries import Ask, Sums, Window, add_up
from services.reports.figures.queries.pulse import RUSH, version
from services.reports.figures.queries.shared_sums import Shared
from services.reports.figures.rules.adjusted import adjusted
from services.reports.figures.rules.clauses import Groups, judge
from services.reports.figures.rules.judged import Judged
from services.reports.figures.rules.lines import Coverage, Figure, Line, exact, exact_or_none
from services.reports.figures.rules.ratios import shares
from services.reports.figures.rules.shares import of_months, of_regions, regional
from services.reports.figures.rules.verdicts import proviso, verdict
from shared.access import scope
from shared.clock import last_day, today
from shared.doors.errors import NotFound
from shared.language.clauses import EACH_GATHERING, EACH_MONTH, EACH_REGION, PART, Clause
from shared.language.expressions import Expression
from shared.language.records.project import Activity, Indicator, Project
from shared.projects import ProjectUnknown, RegionUnknown, concerning

SUMS: Shared[list[Sums]] = Shared()


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


def projects_seen(permission: str) -> list[Project]:
    """Those of them that name a region in which the actor holds the permission."""
    return concerning(projects(), scope(permission))


def under_way(permission: str) -> list[Project]:
    """Those of them that nobody has closed."""
    return [project for project in projects_seen(permission) if not project.closed_on]


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


def indicators(project: Project) -> Iterator[Line]:
    """Indicators of the plan with what they inherit: activity, start, due, regions."""
    for activity in project.activities:
        for indicator in activity.indicators:
            yield line_of(indicator, activity, project)


def line_of(indicator: Indicator, activity: Activity, project: Project) -> Line:
    """One indicator with what it inherits from its activity and its project."""
    return Line(
        id=indicator.id,
        code=indicator.code,
        name=indicator.name,
        unit=indicator.unit,
        comparator=indicator.comparator,
        target=exact_or_none(indicator.target),
        target_high=exact_or_none(indicator.target_high),
        measure=indicator.measure,
        conditions=indicator.clauses,
        targets=indicator.targets,
        evidence_kinds=indicator.evidence_kinds,
        activity=activity.code,
        activity_id=activity.id,
        start=activity.period_from or project.period_from,
        due=last_of_its_months(indicator) or activity.period_to or project.period_to,
        regions=activity.regions,
        name_kk=indicator.name_kk,
        unit_kk=indicator.unit_kk,
    )


def last_of_its_months(indicator: Indicator) -> date | None:
    """An indicator that names its months ("8 (April–November)") is due when the last of them ends,
    whatever its activity's term."""
    months = [
        month for clause in indicator.clauses if clause.kind == EACH_MONTH for month in clause.over or ()
    ]
    return end_of(max(months)) if months else None


def end_of(month: str) -> date:
    """The last day of a month, "2022-08"."""
    return last_day(date.fromisoformat(f"{month}-01"))


def figures(project: Project, window: Window | None = None, shared: bool = True) -> list[Figure]:
    """Every indicator with its figure, in the order of the plan; not `shared` with others who look, for who
    must see everything as of one moment."""
    return computed(project, list(indicators(project)), window or Window(today()), shared)


def get_figure(project: Project, code: str, window: Window | None = None) -> Figure:
    """One indicator's figure by its code, from the facts of its own measure; IndicatorUnknown."""
    return computed(project, [get_indicator(project, code)], window or Window(today()))[0]


def get_indicator(project: Project, code: str) -> Line:
    """What the plan says of one indicator, asked by its id or by its code, with what it inherits;
    IndicatorUnknown."""
    rows = list(indicators(project))
    by_id, by_code = {row.id: row for row in rows}, {row.code: row for row in reversed(rows)}
    found = by_id.get(code) or by_code.get(code)
    if found is None:
        raise IndicatorUnknown(code)
    return found


def computed(project: Project, chosen: list[Line], window: Window, shared: bool = True) -> list[Figure]:
    """The figures of these indicators; no sums are read but those of their measures. Seen from regions, what
    lies in no region is not known there."""
    read = partial(known, project, chosen, shared)
    sums = read(window)
    typed = approved(project, window, chosen[0].id if len(chosen) == 1 else None)
    if window.regions:
        empty = {key for key, found in sums.items() if not found.region} - typed.keys()
        whole = read(replace(window, regions=None)) if empty else {}
        chosen = [placed(line, whole.get(line.id) if line.id in empty else None, window) for line in chosen]
    seen = {line.id: sums.get(line.id) for line in chosen if not line.nowhere}
    return [figure(line, seen.get(line.id), window, typed.get(line.id, ())) for line in chosen]


def known(project: Project, chosen: list[Line], shared: bool, window: Window) -> dict[str, Sums]:
    """What is known of those that have a measure, by their ids."""
    asked = [(line, measure) for line in chosen if (measure := line.measured)]
    asks = tuple(ask(*pair) for pair in asked)
    found = (shared_sums if shared else own_sums)(project, asks, window)
    return {line.id: sums for (line, _measure), sums in zip(asked, found, strict=True)}


def placed(line: Line, everywhere: Sums | None, window: Window) -> Line:
    """A line seen from regions that brought nothing to it: whether no record of it can lie in one, or all
    that counts lies in none, while the plan asks none for it."""
    asks = of_regions(line) or any(clause.kind == EACH_REGION for clause in line.conditions)
    lies = everywhere is not None and lies_in_none(line, everywhere, window) and not asks
    return replace(line, nowhere=lies or not line.has_regions)


def lies_in_none(line: Line, everywhere: Sums, window: Window) -> bool:
    """Whether all that counts lies in no region. What does stays with the centre: a region's home knows
    nothing of it, so what is promised for the whole project is no zero there."""
    if everywhere.region:
        return set(everywhere.region) == {""}
    is_home = bool(current_app.config["ASAR_UPSTREAM"])
    return is_home and line.may_lie_nowhere and regional(line, window.regions).project_wide


def shared_sums(project: Project, asks: tuple[Ask, ...], window: Window) -> list[Sums]:
    """The sums of some asks as of the newest record, worked out once for all who look at the same."""
    days = project.period_from, project.period_to
    key = (project.id, days, asks, window, version(project.id, window))
    return SUMS.get(key, lambda: worked_out(project, asks, window))


def worked_out(project: Project, asks: tuple[Ask, ...], window: Window) -> list[Sums]:
    """The sums of some asks, read for all who look."""
    RUSH.note()
    return own_sums(project, asks, window)


def own_sums(project: Project, asks: tuple[Ask, ...], window: Window) -> list[Sums]:
    """The sums of some asks, read in the present transaction."""
    return add_up(project.id, project.period_from, project.period_to, asks, window)


def ask(line: Line, measure: Expression) -> Ask:
    """What an indicator asks of the sums."""
    return Ask(measure, line.activity_id, line.due, line.is_sized, line.needed)


def figure(promised: Line, sums: Sums | None, window: Window, typed: tuple[Adjusted, ...] = ()) -> Figure:
    """One indicator as it is seen: plan, actual, clauses, verdict, evidence, regions. The actual is in all;
    what the records say and what was `typed` by adjustments stand beside it."""
    line = regional(promised, window.regions)
    whole = adjusted(sums, typed, line.due) if sums else None
    seen = in_its_unit(promised, whole)
    actual, clauses = seen.total if seen else None, judged(line, seen, window.until)
    word = verdict(line, actual, clauses, window.until)
    return Figure(
        **vars(line),
        **amounts(line, seen or Sums()),
        **origins(line, whole or Sums()),
        **apart(promised, sums, typed),
        actual=exact_or_none(actual),
        percent=percent(actual, line.target),
        clauses=clauses,
        verdict=word,
        proviso=proviso(line, word, clauses, seen.total - seen.late_total if seen else Decimal(0)),
        baseless=sums is not None and seen is None,
        **targets(promised, line, window),
    )


def targets(promised: Line, line: Line, window: Window) -> dict[str, Any]:
    """The targets the plan sets for regions and for months."""
    return {
        "region_targets": all_exact(of_regions(promised, window.regions)),
        "month_targets": all_exact(of_months(line)),
    }


def apart(line: Line, sums: Sums | None, typed: tuple[Adjusted, ...]) -> dict[str, Any]:
    """What the records say, and what was typed."""
    recorded = in_its_unit(line, sums)
    said = exact_or_none(recorded.total) if recorded else None
    return {"recorded": said, "adjustments": typed if sums else ()}


def in_its_unit(line: Line, sums: Sums | None) -> Sums | None:
    """The sums as the line counts them: of a share the per cents; None where nothing is known."""
    return shares(sums) if sums and line.is_share else sums


def judged(line: Line, sums: Sums | None, until: date) -> tuple[Judged, ...]:
    """The conditions of a line with what came of them."""
    groups = None if sums is None else Groups.of(sums, until)
    return tuple(
        judge(clause, None if unfit(clause, line) else groups, line.measured) for clause in line.conditions
    )


def unfit(clause: Clause, line: Line) -> bool:
    """Whether no fact can answer a condition: gatherings and parts of a total say nothing of a share."""
    return line.is_share and clause.kind in (EACH_GATHERING, PART)


def amounts(line: Line, seen: Sums) -> dict[str, Any]:
    """What came by region and by month, in the line's own unit."""
    regions = {code: value for code, value in sorted(seen.region.items()) if code}
    return {
        "by_region": all_exact(regions),
        "no_region": exact_or_none(seen.region.get("")),
        "by_month": all_exact(dict(sorted(seen.month.items()))),
    }


def origins(line: Line, found: Sums) -> dict[str, Any]:
    """What a figure rests on: records, proofs, the rules that derived them, of a share both its parts."""
    parts = (found.total, found.denominator) if line.is_share else (None, None)
    return {
        "numerator": exact_or_none(parts[0]),
        "denominator": exact_or_none(parts[1]),
        "late": found.late,
        "outside": found.outside,
        "rules": found.rules,
        "evidence": Coverage(needed=found.records, present=found.proven),
    }


def all_exact(values: dict[str, Decimal]) -> dict[str, Decimal]:
    """Amounts without trailing zeros."""
    return {key: exact(value) for key, value in values.items()}


def percent(actual: Decimal | None, target: Decimal | None) -> int | None:
    """Whole percents, rounded down, so that 99.9 is never called 100; None without a base."""
    return None if actual is None or not target else int(100 * actual / target)
