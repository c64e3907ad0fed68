"""Obligations of a project with how they stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from math import ceil
from typing import Any

import msgspec
import orjson
from sqlalchemy import select, text

from services.reports.db import db
from services.reports.facts.queries import EARLIEST, LATEST
from services.reports.figures.queries.figures import indicators
from services.reports.figures.rules.lines import Line
from services.reports.obligations.models import ObligationCopy
from services.reports.obligations.rules.standing import Brought, Standing, by_itself, stand
from shared.access import scope
from shared.clock import today
from shared.language.records.obligation import Obligation
from shared.language.records.project import Project

Group = tuple[str, str | None]
VIEW = "obligation.view"
BROUGHT = text("""
    WITH asks AS (
        SELECT * FROM jsonb_to_recordset(CAST(:asks AS jsonb)) AS a(number int, measure text,
            activity_id text, subtypes jsonb, needed jsonb, region text, most int, proven boolean)
    ), meant AS (
        SELECT number, measure, activity_id, region, most, proven,
            ARRAY(SELECT jsonb_array_elements_text(subtypes)) AS subtypes,
            ARRAY(SELECT jsonb_array_elements_text(needed)) AS needed
        FROM asks
    )
    SELECT meant.number, t.source, t.occurred_on, t.numerator, r.state->>'handed_in_on' AS came
    FROM meant CROSS JOIN LATERAL (
        SELECT s.source, s.occurred_on, s.numerator FROM source_sums s
        WHERE s.project_id = :project AND s.measure = meant.measure
            AND (meant.activity_id IS NULL OR s.activity_id = meant.activity_id)
            AND (cardinality(meant.subtypes) = 0 OR s.subtype = ANY(meant.subtypes))
            AND (meant.region IS NULL OR s.region = meant.region)
            AND (NOT meant.proven OR s.proofs && meant.needed)
            AND s.occurred_on BETWEEN :first AND :last
        ORDER BY s.occurred_on, s.source LIMIT meant.most
    ) t LEFT JOIN record_copies r ON r.key = t.source
    ORDER BY meant.number, t.occurred_on, t.source""")


def obligations(project_id: str) -> list[Obligation]:
    """Every obligation of a project."""
    states = select(ObligationCopy.state).where(ObligationCopy.project_id == project_id)
    found = db.session.scalars(states.order_by(ObligationCopy.key))
    return [msgspec.convert(state, Obligation) for state in found]


def standings(project: Project, day: date | None = None) -> list[Standing]:
    """How the obligations stand that this actor may see, by their days; two statements for all of them."""
    until, groups = day or today(), grouped(obligations(project.id))
    lines = {line.id: line for line in indicators(project)}
    asked = [group for group in groups if group[0] in lines]
    found = brought(
        project, [(lines[line], region, total(groups[line, region])) for line, region in asked], until
    )
    served = [
        item
        for place, group in enumerate(asked)
        for item in stand(groups[group], found[place, True], found[place, False], until)
    ]
    alone = [by_itself(row, until) for group in groups if group[0] not in lines for row in groups[group]]
    return sorted(filter(seen, [*served, *alone]), key=by_day)


def grouped(rows: Iterable[Obligation]) -> dict[Group, list[Obligation]]:
    """Obligations by their line and region."""
    found: dict[Group, list[Obligation]] = defaultdict(list)
    for row in rows:
        found[row.indicator_id or "", row.region].append(row)
    return found


def total(rows: Iterable[Obligation]) -> Decimal:
    """How much of them is asked for in all."""
    return sum((row.quantity for row in rows), Decimal(0))


def brought(
    project: Project, asks: Sequence[tuple[Line, str | None, Decimal]], until: date
) -> dict[tuple[int, bool], list[Brought]]:
    """What the records of each line and region bring in the order of their days: the proven ones (True), and
    all of them (False); no more than is asked for."""
    found: dict[tuple[int, bool], list[Brought]] = defaultdict(list)
    written = [
        ask(2 * place + proven, *one, proven=bool(proven))
        for place, one in enumerate(asks)
        for proven in (0, 1)
    ]
    days = {"first": project.period_from or EARLIEST, "last": min(until, project.period_to or LATEST)}
    values = {"project": project.id, **days, "asks": orjson.dumps(written).decode()}
    for row in db.session.execute(BROUGHT, values) if written else ():
        place, proven = divmod(row.number, 2)
        found[place, bool(proven)].append(brings(row))
    return found


def brings(row: Any) -> Brought:
    """What one record brings, and since when it is there."""
    came = date.fromisoformat(row.came) if row.came else None
    return Brought(row.source, row.occurred_on, row.numerator, came)


def ask(number: int, line: Line, region: str | None, most: Decimal, *, proven: bool) -> dict[str, Any]:
    """One line in one region, as the statement takes it; a line nothing delivers brings nothing."""
    measure = line.measured
    return {
        "number": number,
        "measure": measure.facts if measure else "",
        "activity_id": line.activity_id if measure and measure.by_activity else None,
        "subtypes": list(measure.subtypes) if measure else [],
        "needed": list(line.needed),
        "region": region,
        "most": ceil(most),
        "proven": proven,
    }


def seen(item: Standing) -> bool:
    """Whether the actor may see it: of his regions, or of the whole project."""
    mine = scope(VIEW)
    return mine is None or item.obligation.region is None or item.obligation.region in mine


def by_day(item: Standing) -> tuple[date, str, int, str]:
    """The order of the list: by day, then region and number."""
    row = item.obligation
    return row.due_on, row.region or "", row.number, row.id
