"""Everything a plugin may say: all hook specifications with their rules as data, and the frozen words
they exchange.

The first argument is always the region the question is about; the caller asks only plugins of that
region, so a hook never checks it. `None` means no opinion.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Literal, NamedTuple, cast

import pluggy

from shared.language.words import msgid

API_VERSION = "1.0"
hookspec = pluggy.HookspecMarker("asar")
hookimpl = pluggy.HookimplMarker("asar")
Words = dict[str, str]
Lines = dict[str, list[str]]
Answers = dict[str, str]
OFF, WORK, SHORT = "off", "work", "short"  # kinds of a day of the calendar
PORTRAIT, LANDSCAPE = "portrait", "landscape"
PARTICIPANTS = "participants"  # a list that is read


@dataclass(frozen=True)
class Branding:
    """A region's face; an empty field means no opinion. `accent` is #rrggbb, `logo` is SVG text."""

    name: Words = field(default_factory=dict)
    accent: str = ""
    logo: str = ""
    letterhead: Lines = field(default_factory=dict)
    contacts: str = ""
    disclaimer: Words = field(default_factory=dict)


@dataclass(frozen=True)
class NavItem:
    """One entry of the navigation; `label` is a msgid; with a `permission` (of the service that `href` leads
    to), only who holds it sees the entry."""

    group: str
    label: str
    href: str
    icon: str
    order: int
    permission: str = ""


class Choice(NamedTuple):
    """One answer of a field to choose from."""

    value: str
    label: Words


@dataclass(frozen=True)
class FieldDef:
    """One extra field on a form, stored under `<plugin>.<key>`. `type`: text, number, date, choice,
    checkbox."""

    key: str
    type: str
    label: Words
    required: bool = False
    choices: tuple[Choice, ...] = ()
    hint: Words = field(default_factory=dict)


@dataclass(frozen=True)
class BudgetCap:
    """The most one mini-grant may be, in tenge, and why (ru, kk, en)."""

    amount: Decimal
    reason: Words


@dataclass(frozen=True)
class EvidenceNeed:
    """What a gathering needs besides the plan's own: a file of one of these kinds, and why."""

    kinds: tuple[str, ...]
    reason: Words


@dataclass(frozen=True)
class Problem:
    """Why a record cannot be kept: the field it is about ("" for the whole), a code of the plugin's
    own, the words."""

    field: str
    code: str
    message: Words


@dataclass(frozen=True)
class SheetColumn:
    """A column of a list to sign: its head, its width in mm, and what is printed into it of the people
    entered already (`fills`: number, name, settlement, category, organisation; "" is left to the pen)."""

    label: Words
    width: int
    fills: str = ""


@dataclass(frozen=True)
class AttendanceSheet:
    """A list to sign: what stands over it, its columns, how many blank rows follow the people entered
    already, portrait or landscape, and what stands under it."""

    title: Words
    columns: tuple[SheetColumn, ...]
    blank_rows: int = 20
    orientation: str = PORTRAIT
    footer: Words = field(default_factory=dict)


@dataclass(frozen=True)
class CalendarDay:
    """A day that is not what the week says it is: off, short or (a moved day) work, and why."""

    day: date
    kind: str
    name: Words


@dataclass(frozen=True)
class Finding:
    """Whether an application meets one of the region's conditions: the condition's code, the sentence a
    person reads, and the paper it comes from."""

    rule: str
    ok: bool
    message: Words
    legal_ref: Words = field(default_factory=dict)


@dataclass(frozen=True)
class ImportColumn:
    """What columns with these titles hold (name, surname, given_name, patronymic, sex, birth_year, age,
    settlement, category, organisation, phone or attended), besides what is known everywhere."""

    field: str
    titles: tuple[str, ...]


@dataclass(frozen=True)
class ActorFacts:
    """Who looks at the page: the roles he holds, and where."""

    id: str
    roles: tuple[str, ...]
    regions: tuple[str, ...]


@dataclass(frozen=True)
class ContestFacts:
    """A contest as a region's rule sees it."""

    id: str
    title: str
    activity: str
    opens_on: date
    closes_on: date
    grant_cap: Decimal | None


@dataclass(frozen=True)
class ApplicationFacts:
    """An application as a region's rule sees it; no names of people. `number` is empty until it is
    registered, `extra` are the answers to extra fields."""

    number: str
    region: str
    settlement: str
    group_name: str
    title: str
    requested: Decimal
    recommended: Decimal | None
    registered_on: date
    extra: Answers = field(default_factory=dict)


@dataclass(frozen=True)
class GatheringFacts:
    """A gathering as a region's rule sees it; `extra` are the answers to extra fields."""

    region: str
    settlement: str
    activity: str
    type: str
    title: str
    starts_on: date
    ends_on: date | None
    mode: str
    extra: Answers = field(default_factory=dict)


RECORDS: dict[tuple[str, str], type[GatheringFacts | ApplicationFacts]] = {
    ("events", "gathering"): GatheringFacts,
    ("grants", "application"): ApplicationFacts,
}
PHASES = ("new", "corrected", "held")
Policy = Literal["strict", "isolate"]
Combine = Literal["first", "merge", "concat", "strictest", "all", "daily"]


@dataclass(frozen=True)
class Rule:
    """How a hook is called, said beside its specification.

    `answer` is what an implementation returns (a list of it with `many`); `policy` what a failure does:
    "strict" stops the action, "isolate" goes on as if the plugin had no opinion (`saving` where it is
    another when something is kept); `combine` how several answers become one; `asked` who calls it (a
    service, or the pages of all); `means` what stops or is left out, for people; `own` the field that
    is written `<plugin>.<value>`.
    """

    answer: type
    policy: Policy
    combine: Combine
    asked: tuple[str, ...]
    means: str
    many: bool = True
    own: str = ""
    saving: Policy | None = None


def hook(rule: Rule) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Mark a specification and keep its rule with it."""

    def mark(function: Callable[..., Any]) -> Callable[..., Any]:
        marked: Any = hookspec(function)
        marked.rule = rule
        return cast(Callable[..., Any], marked)

    return mark


class Specifications:
    """The hooks. A new one is its specification here, its line in `asking`, its row in
    plugins/README.md and its test."""

    @hook(Rule(Branding, "isolate", "merge", ("pages", "reports"), msgid("the region’s face"), many=False))
    def branding(self, region: str | None) -> Branding | None:
        """Say how the region's mark and its documents look; merged field by field, core last."""

    @hook(Rule(NavItem, "isolate", "concat", ("pages",), msgid("entries of the navigation")))
    def navigation(self, region: str | None, service: str, actor: ActorFacts | None) -> list[NavItem] | None:
        """Add entries to the navigation; all are shown, sorted by order."""

    @hook(
        Rule(
            FieldDef,
            "isolate",
            "concat",
            ("events", "grants"),
            msgid("forms with extra fields"),
            own="key",
            saving="strict",
        )
    )
    def extra_fields(
        self, region: str | None, service: str, entity: str, subtype: str | None, on_date: date
    ) -> list[FieldDef] | None:
        """Add fields to a form, for example ("events", "gathering", "training")."""

    @hook(Rule(BudgetCap, "strict", "strictest", ("grants",), msgid("awards of mini-grants")))
    def budget_caps(
        self, region: str | None, contest: ContestFacts, application: ApplicationFacts
    ) -> list[BudgetCap] | None:
        """Limit one mini-grant; the strictest cap wins, so a plugin can only tighten."""

    @hook(Rule(EvidenceNeed, "strict", "concat", ("events",), msgid("recording and correcting gatherings")))
    def required_evidence(
        self, region: str | None, activity: str, gathering_type: str, on_date: date
    ) -> list[EvidenceNeed] | None:
        """Ask for more evidence of a gathering than its type does; nothing can be taken away."""

    @hook(Rule(AttendanceSheet, "isolate", "first", ("events",), msgid("the form to sign"), many=False))
    def attendance_sheet(self, region: str | None, gathering: GatheringFacts) -> AttendanceSheet | None:
        """Say what the list of a gathering looks like that people sign; core's own is the last opinion."""

    @hook(Rule(CalendarDay, "isolate", "daily", ("events",), msgid("days off and moved days")))
    def calendar(self, region: str | None, date_from: date, date_to: date) -> list[CalendarDay] | None:
        """Name days off, short days and moved days between two dates; the region's word on a day stands
        before the country's."""

    @hook(Rule(ImportColumn, "isolate", "concat", ("events",), msgid("headings of lists of participants")))
    def import_columns(self, region: str | None, target: str) -> list[ImportColumn] | None:
        """Say what headings mean in the region's own lists; `target` is "participants". The first plugin
        with a word on a title has it, before the programme's own reading."""

    @hook(
        Rule(
            Finding,
            "isolate",
            "concat",
            ("grants",),
            msgid("conditions of an application"),
            own="rule",
            saving="strict",
        )
    )
    def check_eligibility(
        self, region: str | None, contest: ContestFacts, application: ApplicationFacts, on_date: date
    ) -> list[Finding] | None:
        """Judge an application by the region's conditions; its page shows them all, and an award needs
        each to be met, besides the programme's own."""

    @hook(
        Rule(
            Problem,
            "strict",
            "all",
            ("events", "grants"),
            msgid("recording gatherings and registering applications"),
            own="code",
        )
    )
    def validate(
        self,
        region: str | None,
        service: str,
        entity: str,
        phase: str,
        record: GatheringFacts | ApplicationFacts,
    ) -> list[Problem] | None:
        """Refuse a record the region does not allow; any problem of any plugin blocks."""


RULES: dict[str, Rule] = {
    name: function.rule for name, function in vars(Specifications).items() if hasattr(function, "rule")
}
