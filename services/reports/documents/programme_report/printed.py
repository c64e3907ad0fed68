"""What the programme report prints, as texts, the same in Word, PDF and Excel.
Where Excel needs the figure itself, it stands beside its text as `figures`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from services.reports.documents.programme_report.labels import Labels
from services.reports.documents.snapshot import Number, Partner
from services.reports.pictures import Month


@dataclass(frozen=True)
class Brand:
    """The face of the report; `logo_svg` is "" without one."""

    name: str
    letterhead: tuple[str, ...]
    disclaimer: str
    accent: str
    logo_svg: str
    contacts: str
    contact_lines: tuple[str, ...]
    partners: tuple[Partner, ...]


@dataclass(frozen=True)
class Title:
    """Which report it is, of which days, by which plan and from which data."""

    number: str
    titled: str
    period: str
    plan: str
    snapshot: str
    snapshot_short: str


@dataclass(frozen=True)
class Fact:
    """A line of the project's passport."""

    label: str
    text: str


@dataclass(frozen=True)
class Count:
    """How many indicators have a verdict."""

    code: str
    word: str
    count: int


@dataclass(frozen=True)
class Summary:
    """The result of the period in a few sentences."""

    headline: str
    caption: str
    sentence: str
    counts: tuple[Count, ...]
    evidence: str
    total: str


@dataclass(frozen=True, kw_only=True)
class Counted:
    """How many indicators there are, with a target, met, and how far their records are proven."""

    total: int
    with_target: int
    met: int
    present: int
    needed: int


@dataclass(frozen=True, kw_only=True)
class Task(Counted):
    """A line of the overview: a task of the plan, or all of them."""

    heading: str
    evidence: str


@dataclass(frozen=True)
class Overview:
    """The tasks and their sum."""

    rows: tuple[Task, ...]
    whole: Task


@dataclass(frozen=True)
class Condition:
    """A further condition of an indicator, or a note on it; `mark` is the verdict whose colour it wears."""

    text: str
    mark: str
    state: str


@dataclass(frozen=True)
class Figures:
    """The figures of an indicator."""

    target: Number
    actual: Number
    percent: int | None
    deviation: Number
    due: date | None


@dataclass(frozen=True, kw_only=True)
class Row:
    """An indicator; `known` is whether it has a figure at all."""

    code: str
    name: str
    unit: str
    rule: str
    target: str
    actual: str
    known: bool
    percent: str
    deviation: str
    due: str
    verdict: str
    verdict_word: str
    evidence: str
    reason: str
    clauses: tuple[Condition, ...]
    figures: Figures


@dataclass(frozen=True)
class Activity:
    """A line of the plan with its indicators."""

    code: str
    title: str
    when: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Section:
    """A task of the plan with its lines."""

    code: str
    heading: str
    activities: tuple[Activity, ...]


@dataclass(frozen=True)
class RegionFigures:
    """The figures of a region."""

    participants: int
    met: int | None


@dataclass(frozen=True)
class Region:
    """Who came in a region."""

    name: str
    iso: str
    participants: str
    met: str
    figures: RegionFigures


@dataclass(frozen=True)
class Regions:
    """The regions and their sum; `has_met` in a report that tells what was met in each."""

    rows: tuple[Region, ...]
    has_met: bool


@dataclass(frozen=True)
class BreakdownRow:
    """An indicator, or the targets of one, in a few regions; the last of `figures` is the whole."""

    code: str
    name: str
    cells: tuple[str, ...]
    whole: str
    figures: tuple[Number, ...]


@dataclass(frozen=True)
class Breakdown:
    """Indicators by a few regions."""

    regions: tuple[str, ...]
    rows: tuple[BreakdownRow, ...]


@dataclass(frozen=True)
class MonthRow:
    """What came by the end of a month."""

    month: str
    plan: str
    fact: str


@dataclass(frozen=True)
class Growth:
    """Participants month by month."""

    title: str
    points: tuple[Month, ...]
    rows: tuple[MonthRow, ...]


@dataclass(frozen=True)
class FundRow:
    """The money of a region, or of all of them."""

    region: str | None
    figures: Mapping[str, Decimal]
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Funds:
    """The regional funds of a contest and their sum."""

    contest: str
    rows: tuple[FundRow, ...]
    whole: FundRow


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """An expected result or a promise (`number` is "", `place` where it is written): what it follows from or
    what was said of it, and its state; `mark` is the verdict whose colour it wears."""

    number: str
    text: str
    place: str
    shown: tuple[str, ...]
    mark: str
    state: str


@dataclass(frozen=True)
class Signature:
    """A line to sign."""

    role: str
    code: str | None
    name: str


@dataclass(frozen=True, kw_only=True)
class Content(Title):
    """Everything that is printed; `labels` are the fixed words."""

    locale: str
    labels: Labels
    brand: Brand
    facts: tuple[Fact, ...]
    summary: Summary
    overview: Overview
    sections: tuple[Section, ...]
    regions: Regions
    breakdowns: tuple[Breakdown, ...]
    growth: Growth
    funds: tuple[Funds, ...]
    outcomes: tuple[Outcome, ...]
    notes: tuple[str, ...]
    signatures: tuple[Signature, ...]
