"""The shape of a sealed snapshot: everything a report says, taken once.

A figure is a whole number or an exact decimal, never a float; in JSON the decimal is a string.
Sums of money are tenge. What was said in words was said in the language of the report; the plan's own words
are Russian, and those that end in `_kk` their Kazakh wording, None where nobody had written it.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import msgspec

from services.reports.pictures import Month

Number = int | Decimal | None


class Shape(msgspec.Struct, frozen=True, kw_only=True):
    """A part of a snapshot."""


class Period(Shape, frozen=True, kw_only=True):
    """The days of a report; `running` where its figures run from the beginning of the project."""

    first: date = msgspec.field(name="from")
    last: date = msgspec.field(name="to")
    running: bool


class Term(Shape, frozen=True, kw_only=True):
    """The days of a project."""

    first: date | None = msgspec.field(name="from")
    last: date | None = msgspec.field(name="to")


class PlanVersion(Shape, frozen=True, kw_only=True):
    """The plan the figures are measured by."""

    version: int
    approved_on: date | None


class Passport(Shape, frozen=True, kw_only=True):
    """Who, what for and how much."""

    topic: str
    grantee: str
    grantor: str
    goal: str
    amount: Decimal
    amount_in_words: str
    period: Term
    topic_kk: str | None = None
    goal_kk: str | None = None


class Partner(Shape, frozen=True, kw_only=True):
    """A partner whose logo stands under a report, and what it is called."""

    name: str
    logo_svg: str


class Brand(Shape, frozen=True, kw_only=True):
    """The face the documents wear; kept, so that a reprint looks the same years later."""

    name: str
    letterhead: tuple[str, ...]
    disclaimer: str
    accent: str
    logo_svg: str | None
    contacts: str
    partners: tuple[Partner, ...] = ()


class Proof(Shape, frozen=True, kw_only=True):
    """How many records there are, and how many of them are proven."""

    needed: int
    present: int


class Summary(Shape, frozen=True, kw_only=True):
    """How many indicators there are, have a target, are met, and have each verdict."""

    met: int
    with_target: int
    total: int
    verdicts: dict[str, int]
    evidence: Proof


class Clause(Shape, frozen=True, kw_only=True):
    """A condition in words; `met` is None where it could not be told."""

    text: str
    met: bool | None


class Adjustment(Shape, frozen=True, kw_only=True):
    """A typed number that was approved by a second person, with the SHA-256 of its papers; of a share `base`
    is what it adds to the denominator."""

    id: str
    on: date
    region: str | None
    amount: int
    base: int | None
    reason: str
    evidence: tuple[str, ...]


class Cell(Shape, frozen=True, kw_only=True):
    """One indicator; `id` is None in a report older than ids. `by_region` may have "": of no region.
    `rules` are the versions of the measure's rule by which it was derived, none where that is not known.
    `actual` is in all: what the records say, `recorded`, with the `adjustments`."""

    id: str | None
    code: str
    name: str
    unit: str | None
    comparator: str | None
    verdict: str
    clauses: tuple[Clause, ...]
    evidence: Proof
    evidence_text: str
    percent: int | None
    late: int
    proviso: str | None
    rules: tuple[int, ...]
    target: Number
    actual: Number
    recorded: Number
    adjustments: tuple[Adjustment, ...]
    adjusted_text: str
    deviation: Number
    deviation_reason: str
    due: date | None
    by_region: dict[str, Number]
    share: str | None
    region_targets: dict[str, Number]
    name_kk: str | None = None
    unit_kk: str | None = None


class Activity(Shape, frozen=True, kw_only=True):
    """A line of the plan with its indicators."""

    id: str | None
    code: str
    title: str
    period_text: str
    cost: Decimal | None
    indicators: tuple[Cell, ...]
    title_kk: str | None = None


class Section(Shape, frozen=True, kw_only=True):
    """A task of the plan with its lines."""

    id: str | None
    code: str
    title: str
    activities: tuple[Activity, ...]
    title_kk: str | None = None

    @property
    def cells(self) -> tuple[Cell, ...]:
        """Every indicator of the section."""
        return tuple(cell for activity in self.activities for cell in activity.indicators)


class Region(Shape, frozen=True, kw_only=True, omit_defaults=True):
    """Who came in a region, under code "" in none;
    `met`, the indicators met there, is told by the first reports only."""

    code: str
    iso: str
    name: str
    participants: int
    met: int | None = None


class Fund(Shape, frozen=True, kw_only=True):
    """The money of a region in a contest; `recommended` is None in a report older than it."""

    contest: str
    region: str | None
    fund: Decimal
    requested: Decimal
    recommended: Decimal | None
    awarded: Decimal
    paid: Decimal
    left: Decimal
    contest_kk: str = ""


class Signer(Shape, frozen=True, kw_only=True):
    """Who signs; a report older than names has neither the code of the role nor the name."""

    role: str
    code: str | None
    name: str


class Result(Shape, frozen=True, kw_only=True):
    """An expected result of the passport, or a promise no indicator counts (`number` None, `origin` says
    where it is written). `measured` are the figures it follows from, in words; else `reason` is what a person
    said of it, and `evidence` the SHA-256 of the files that prove that."""

    id: str
    number: int | None
    origin: str
    text: str
    state: str
    state_text: str
    measured: tuple[str, ...]
    reason: str
    evidence: tuple[str, ...]
    text_kk: str | None = None


class Behind(Shape, frozen=True, kw_only=True):
    """Which sealed records stand behind a cell: of a measure as it is kept, of a line of the plan (None: of
    the project), of some types (none: all), of a region (None: all), until a day; those outside the
    project's days, `opens` and `closes`, count nothing."""

    measure: str
    activity_id: str | None
    subtypes: tuple[str, ...]
    region: str | None
    until: date
    opens: date | None
    closes: date | None


class Contribution(Shape, frozen=True, kw_only=True):
    """A record behind a figure with the SHA-256 of the files that proved it."""

    kind: str
    id: str
    on: date
    region: str | None
    value: Number
    evidence: tuple[str, ...]


class Spoken(Shape, frozen=True, kw_only=True):
    """A plugin of a region that had a say when the report was sealed."""

    region: str
    name: str
    title: str
    version: str
    fingerprint: str


class Snapshot(Shape, frozen=True, kw_only=True):
    """A sealed report of the schema of today. The records behind it are kept as rows under the number of its
    `seal`; `behind` says which of them by the code of the indicator. A report older than seals has None, and
    `contributions` in their place. `languages` are those the plan was known in: of a report older than two
    languages it is not said that Kazakh words are missing. `counted` says how people of several
    deployments were counted once, "" where one register knew everybody; `stale` of which regions newer
    figures had not come from their own installations; `plugins` had a say in its regions then, None where
    that was not kept yet."""

    schema: int
    id: str
    number: str
    kind: str
    locale: str
    region: str | None
    sealed_at: datetime
    period: Period
    plan: PlanVersion
    project: Passport
    brand: Brand
    summary: Summary
    sections: tuple[Section, ...]
    regions: tuple[Region, ...]
    series: tuple[Month, ...]
    series_title: str
    funds: tuple[Fund, ...]
    results: tuple[Result, ...]
    signatures: tuple[Signer, ...]
    contributions: dict[str, tuple[Contribution, ...]]
    seal: int | None
    behind: dict[str, Behind]
    languages: tuple[str, ...]
    counted: str = ""
    stale: tuple[str, ...]
    plugins: tuple[Spoken, ...] | None = None

    @property
    def cells(self) -> tuple[Cell, ...]:
        """Every indicator of the report, in the order of the plan."""
        return tuple(cell for section in self.sections for cell in section.cells)
