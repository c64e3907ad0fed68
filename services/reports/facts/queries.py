"""What the sums say: for each line of a plan at once, however many facts there are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import orjson
from sqlalchemy import RowMapping, text

from services.reports.db import db
from services.reports.facts.operations.parts import AMOUNTS, PARTS
from services.reports.facts.operations.unique import kept_as
from shared.language.expressions import Expression
from shared.language.measures.gatherings import EVENTS_HELD

ZERO = Decimal(0)
MEANT = """asks AS (
    SELECT * FROM jsonb_to_recordset(CAST(:asks AS jsonb))
        AS a(number int, measure text, activity_id text, subtypes jsonb, needed jsonb, due date)
), meant AS (
    SELECT number, measure, activity_id, due, ARRAY(SELECT jsonb_array_elements_text(subtypes)) AS subtypes,
        ARRAY(SELECT jsonb_array_elements_text(needed)) AS needed
    FROM asks
)"""
FITS = """t.project_id = :project AND t.measure = meant.measure
    AND (meant.activity_id IS NULL OR t.activity_id = meant.activity_id)
    AND (cardinality(meant.subtypes) = 0 OR t.subtype = ANY(meant.subtypes))
    AND (:everywhere OR t.region = ANY(:regions))"""
WHOLE = "t.month BETWEEN :first_whole AND :last_whole"
EDGE = """(t.occurred_on BETWEEN :first AND :first_edge OR t.occurred_on BETWEEN :last_edge AND :last)"""
SUMS = (*AMOUNTS, "records", "proven")
SUMMED = text(f"""
    WITH {MEANT}, found AS (
        SELECT number, t.region, t.month, {", ".join(f"t.{name}" for name in AMOUNTS)}, t.records,
            CASE WHEN t.proofs && meant.needed THEN t.records ELSE 0 END AS proven, t.rule
        FROM meant JOIN tallies t ON {FITS} WHERE {WHOLE}
        UNION ALL
        SELECT number, t.region, date_trunc('month', t.occurred_on)::date,
            {", ".join(f"t.{name}" for name in AMOUNTS)}, 1,
            (t.proofs && meant.needed)::int, t.rule
        FROM meant JOIN source_sums t ON {FITS} WHERE {EDGE}
    )
    SELECT number, region, month, {", ".join(f"sum({name}) AS {name}" for name in SUMS)},
        array_agg(DISTINCT rule) FILTER (WHERE records <> 0) AS rules
    FROM found GROUP BY GROUPING SETS ((number), (number, region), (number, month))
    HAVING sum(records) <> 0""")
SIZES = text(f"""
    WITH {MEANT}, found AS (
        SELECT number, t.brought, t.records FROM meant JOIN sizes t ON {FITS} WHERE {WHOLE}
        UNION ALL
        SELECT number, t.numerator, 1 FROM meant JOIN source_sums t ON {FITS} WHERE {EDGE}
    )
    SELECT number, brought, sum(records) AS records FROM found
    GROUP BY number, brought HAVING sum(records) > 0""")
LATE = text(f"""
    WITH {MEANT}, found AS (
        SELECT number, t.records, t.numerator, t.denominator FROM meant JOIN tallies t ON {FITS}
        WHERE {WHOLE} AND t.month > meant.due
        UNION ALL
        SELECT number, 1, t.numerator, t.denominator FROM meant JOIN source_sums t ON {FITS}
        WHERE {EDGE} AND t.occurred_on > meant.due
    )
    SELECT number, sum(records) AS records, sum(numerator) AS numerator, sum(denominator) AS denominator
    FROM found GROUP BY number""")
LATE_IN_ITS_MONTH = text(f"""
    WITH {MEANT}
    SELECT number, count(*) AS records, sum(t.numerator) AS numerator, sum(t.denominator) AS denominator
    FROM meant JOIN source_sums t ON {FITS}
    WHERE t.occurred_on > meant.due AND t.occurred_on < date_trunc('month', meant.due) + interval '1 month'
        AND t.occurred_on BETWEEN :first AND :last AND NOT {EDGE}
    GROUP BY number""")
OUTSIDE = text(f"""
    WITH {MEANT} SELECT number, count(*) AS records FROM meant JOIN source_sums t ON {FITS}
    WHERE t.occurred_on < :opens OR t.occurred_on > :closes GROUP BY number""")
WAIVED = text(f"""
    WITH {MEANT}
    SELECT number, coalesce(t.numerator, 0) AS brought, g.waived FROM meant JOIN gathering_copies g
        ON g.project_id = :project AND g.waived <> '' AND g.status = 'held'
        AND (meant.activity_id IS NULL OR g.activity_id = meant.activity_id)
        AND (cardinality(meant.subtypes) = 0 OR g.type = ANY(meant.subtypes))
        AND (:everywhere OR g.region = ANY(:regions)) AND g.starts_on BETWEEN :first AND :last
    LEFT JOIN source_sums t ON t.source = 'gathering/' || g.key AND t.measure = meant.measure
    ORDER BY number, g.starts_on, g.key""")
EARLIEST, LATEST, DAY = date(2000, 1, 1), date(2099, 12, 31), timedelta(days=1)


@dataclass(frozen=True)
class Ask:
    """What one line of a plan asks of the sums, or (no activity) a region's own figure of all lines; one of
    the files `needed` proves a record to it."""

    expression: Expression
    activity_id: str | None
    due: date | None = None
    sized: bool = False
    needed: tuple[str, ...] = ()

    @property
    def ends_within_a_month(self) -> bool:
        """Whether the line's term ends before its last month does."""
        return self.due is not None and next_month(self.due) != self.due + DAY

    def written(self, number: int) -> dict[str, Any]:
        """As the statements take it."""
        unique = self.expression.unique
        bound = self.expression.by_activity
        return {
            "number": number,
            "measure": kept_as(self.expression) if unique else self.expression.facts,
            "activity_id": self.activity_id if bound else None,
            "subtypes": [] if unique else list(self.expression.subtypes),
            "needed": list(self.needed),
            "due": self.due or LATEST,
        }

    def of_held(self, number: int) -> dict[str, Any]:
        """The gatherings that took place and must keep the line's conditions."""
        return {
            **self.written(number),
            "measure": EVENTS_HELD.name,
            "subtypes": list(self.expression.subtypes),
        }


@dataclass(frozen=True)
class Window:
    """Which facts are looked at: up to a day, in these regions (None: all), in the days of the project."""

    until: date
    regions: frozenset[str] | None = None

    def days(self, opens: date | None, closes: date | None) -> dict[str, Any]:
        """The parameters of the statements: first and last day, and the whole months between them."""
        first, last = opens or EARLIEST, min(self.until, closes or LATEST)
        first_whole = first if first.day == 1 else next_month(first)
        last_whole = last_whole_month(last)
        return {
            "first": first,
            "first_edge": min(first_whole - DAY, last),
            "first_whole": first_whole,
            "last_whole": last_whole,
            "last_edge": max(next_month(last_whole), first),
            "last": last,
            "opens": first,
            "closes": closes or LATEST,
            "everywhere": self.regions is None,
            "regions": sorted(self.regions or ()),
        }


def next_month(day: date) -> date:
    """The first day of the month after a day's."""
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)


def last_whole_month(day: date) -> date:
    """The first day of the last month that has ended by a day."""
    if next_month(day) == day + DAY:
        return day.replace(day=1)
    return (day.replace(day=1) - timedelta(days=1)).replace(day=1)


@dataclass
class Sums:
    """What a line's facts add up to, every way a condition may ask; a share's amounts are its numerators and
    stand beside their bases. `part` also says of how much a mark is known, `sizes` how many gatherings
    brought just so much, `waived` how much those did of which a condition is waived, with the reasons;
    `rules` are the versions of its rule by which the facts were derived."""

    total: Decimal = ZERO
    denominator: Decimal | None = None
    region: dict[str, Decimal] = field(default_factory=dict)
    month: dict[str, Decimal] = field(default_factory=dict)
    region_base: dict[str, Decimal | None] = field(default_factory=dict)
    month_base: dict[str, Decimal | None] = field(default_factory=dict)
    part: dict[str, Decimal] = field(default_factory=dict)
    sizes: Counter[Decimal] = field(default_factory=Counter)
    waived: list[tuple[Decimal, str]] = field(default_factory=list)
    records: int = 0
    proven: int = 0
    late: int = 0
    late_total: Decimal = ZERO
    late_base: Decimal = ZERO
    outside: int = 0
    rules: tuple[int, ...] = ()

    def add(self, row: RowMapping) -> None:
        """Take one grouped row in: of a region, of a month, or of all."""
        if row["region"] is not None:
            self.region[row["region"]] = row["numerator"]
            self.region_base[row["region"]] = row["denominator"]
        elif row["month"] is not None:
            month = row["month"].strftime("%Y-%m")
            self.month[month], self.month_base[month] = row["numerator"], row["denominator"]
        else:
            self.add_whole(row)

    def add_whole(self, row: RowMapping) -> None:
        """Take the row of all in."""
        self.total, self.denominator = row["numerator"], row["denominator"]
        self.records, self.proven = int(row["records"]), int(row["proven"])
        self.part = {name: row[name] for name in PARTS}
        self.rules = tuple(sorted(row["rules"] or ()))

    def add_late(self, row: RowMapping) -> None:
        """Take in what came after the line's term."""
        self.late += int(row["records"])
        self.late_total += row["numerator"]
        self.late_base += row["denominator"] or ZERO


def add_up(
    project_id: str, opens: date | None, closes: date | None, asks: Sequence[Ask], window: Window
) -> list[Sums]:
    """What each ask's facts add up to, in the order of the asks; at most seven statements for all of them."""
    found = [Sums() for _ask in asks]
    if not asks:
        return found
    values = {"project": project_id, **window.days(opens, closes)}
    for row in rows(SUMMED, values, [ask.written(number) for number, ask in enumerate(asks)]):
        found[row["number"]].add(row)
    add_late(found, asks, values, window)
    add_outside(found, asks, values)
    add_sizes(found, asks, values)
    add_waived(found, asks, values)
    return found


def rows(statement: Any, values: dict[str, Any], asks: list[dict[str, Any]]) -> Sequence[RowMapping]:
    """The rows of a statement for some asks; none for no asks."""
    if not asks:
        return []
    return db.session.execute(statement, {**values, "asks": orjson.dumps(asks).decode()}).mappings().all()


def add_late(found: list[Sums], asks: Sequence[Ask], values: dict[str, Any], window: Window) -> None:
    """Say how much of each came after the line's term."""
    late = [(number, ask) for number, ask in enumerate(asks) if ask.due and ask.due < window.until]
    within = [(number, ask) for number, ask in late if ask.ends_within_a_month]
    for statement, asked in ((LATE, late), (LATE_IN_ITS_MONTH, within)):
        for row in rows(statement, values, [ask.written(number) for number, ask in asked]):
            found[row["number"]].add_late(row)


def add_outside(found: list[Sums], asks: Sequence[Ask], values: dict[str, Any]) -> None:
    """Say how many records of each lie outside the project's days, and so do not count."""
    every = [ask.written(number) for number, ask in enumerate(asks)]
    for row in rows(OUTSIDE, values, every):
        found[row["number"]].outside = int(row["records"])


def add_sizes(found: list[Sums], asks: Sequence[Ask], values: dict[str, Any]) -> None:
    """Say how many gatherings brought how much, where a line asks; those that brought nothing included."""
    sized = [(number, ask) for number, ask in enumerate(asks) if ask.sized]
    for row in rows(SIZES, values, [ask.written(number) for number, ask in sized]):
        found[row["number"]].sizes[row["brought"]] += int(row["records"])
    held = rows(SUMMED, values, [ask.of_held(number) for number, ask in sized if ask.expression.by_activity])
    for row in held:
        if row["region"] is None and row["month"] is None:
            empty = int(row["records"]) - sum(found[row["number"]].sizes.values())
            found[row["number"]].sizes[ZERO] += max(empty, 0)


def add_waived(found: list[Sums], asks: Sequence[Ask], values: dict[str, Any]) -> None:
    """Say what the gatherings brought of which a condition is waived, and why."""
    sized = [ask.written(number) for number, ask in enumerate(asks) if ask.sized]
    for row in rows(WAIVED, values, sized):
        found[row["number"]].waived.append((row["brought"], row["waived"]))
