"""An indicator of the plan with what it inherits, and the figure that it becomes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import get_args, get_type_hints

from services.reports.adjustments.queries import Adjusted
from services.reports.figures.rules.judged import Judged
from shared.language.clauses import EACH_GATHERING, Clause
from shared.language.expressions import Expression, parse
from shared.language.measure import RATIO, Measure
from shared.language.records import KINDS
from shared.language.records.project import Target


@dataclass(frozen=True, kw_only=True)
class Line:
    """What is promised: an indicator with the term, the regions and the code of its line of the plan.

    Seen from some regions `share` says whether its target is theirs ("set", "even"),
    `project_wide` that it is the whole project's, `nowhere` that what counts lies in no region at all.
    """

    id: str = ""
    code: str = ""
    name: str = ""
    unit: str | None = None
    comparator: str | None = None
    target: Decimal | None = None
    target_high: Decimal | None = None
    measure: str | None = None
    conditions: tuple[Clause, ...] = ()
    targets: tuple[Target, ...] = ()
    evidence_kinds: tuple[str, ...] = ()
    activity: str = ""
    activity_id: str = ""
    start: date | None = None
    due: date | None = None
    regions: tuple[str, ...] = ()
    share: str | None = None
    project_wide: bool = False
    nowhere: bool = False
    name_kk: str | None = None
    unit_kk: str | None = None

    @property
    def measured(self) -> Expression | None:
        """What it is counted by; None when it has no measure or nothing delivers it."""
        expression = parse(self.measure or "")
        return expression if expression.delivered else None

    @property
    def way(self) -> Measure | None:
        """How it is counted; None when it has no measure or nothing delivers it."""
        measured = self.measured
        return measured.measure if measured else None

    @property
    def is_share(self) -> bool:
        """Whether it is a share of a base."""
        way = self.way
        return way is not None and way.counted == RATIO

    @property
    def has_regions(self) -> bool:
        """Whether a record it counts can lie in a region; where none can, no region's figure is 0."""
        way = self.way
        if way is None:
            return True
        return way.regional and "region" in KINDS[way.record].__struct_fields__

    @property
    def may_lie_nowhere(self) -> bool:
        """Whether a record it counts may name no region: a brochure may, an application never does."""
        way = self.way
        return way is not None and names_no_region(way.record)

    @property
    def needed(self) -> tuple[str, ...]:
        """The kinds of files of which one proves a record: what it asks for, by the measure's rule."""
        return self.measured.needed(self.evidence_kinds) if self.measured else ()

    @property
    def is_sized(self) -> bool:
        """Whether a condition asks something of each gathering; a share is no sum of gatherings."""
        return not self.is_share and any(clause.kind == EACH_GATHERING for clause in self.conditions)


@dataclass(frozen=True, kw_only=True)
class Coverage:
    """How many records a figure has, and how many of them are proven."""

    needed: int = 0
    present: int = 0


@dataclass(frozen=True, kw_only=True)
class Figure(Line):
    """What came of a line: `actual` is None where nothing is known, which is not 0; `clauses` are the
    conditions judged, `late` and `outside` count records after the term and outside the project's days,
    `rules` are the versions of the measure's rule by which its facts were derived. A share has its
    `numerator` and `denominator`; without a base it has no figure, and `baseless` says so. `actual` is in
    all: what is `recorded` and the `adjustments` that were approved."""

    actual: Decimal | None = None
    recorded: Decimal | None = None
    adjustments: tuple[Adjusted, ...] = ()
    percent: int | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    clauses: tuple[Judged, ...] = ()
    verdict: str = "no_data"
    late: int = 0
    outside: int = 0
    rules: tuple[int, ...] = ()
    baseless: bool = False
    proviso: str | None = None
    evidence: Coverage = Coverage()
    by_region: dict[str, Decimal]
    no_region: Decimal | None = None
    region_targets: dict[str, Decimal]
    month_targets: dict[str, Decimal]
    by_month: dict[str, Decimal]


@cache
def names_no_region(kind: str) -> bool:
    """Whether a record of a kind may say that it is of no region."""
    return type(None) in get_args(get_type_hints(KINDS[kind]).get("region"))


def exact(value: Decimal) -> Decimal:
    """A decimal without trailing zeros and without an exponent."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()


def exact_or_none(value: Decimal | None) -> Decimal | None:
    """The same, of what may be unknown."""
    return None if value is None else exact(value)
