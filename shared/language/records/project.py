"""The project with its approved plan: what was promised."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import ClassVar

import msgspec

from shared.language.clauses import Clause
from shared.language.expressions import Expression, parse
from shared.language.measure import Measure
from shared.language.records.record import Record


class Target(msgspec.Struct, frozen=True, kw_only=True):
    """What an indicator promises of one region or in one month.
    Example: Target(region="turkistan", value=Decimal(30)), Target(month="2022-05", value=Decimal(15))"""

    value: Decimal
    region: str | None = None
    month: str | None = None


class Indicator(msgspec.Struct, frozen=True, kw_only=True):
    """What is promised in figures; `id` stays the same through the plan's versions. `name_kk` and `unit_kk`
    are its wording in Kazakh, None while nobody has written one.

    Example: Indicator(id="…", code="4.1.3", name="…", unit="человек", kind="attendance",
    comparator="at_least", target=Decimal(210), clauses=(Clause(…),), measure="attendance_persons[training]",
    evidence_kinds=("signed_list",), targets=(Target(…),))
    """

    id: str
    code: str
    name: str
    unit: str | None = None
    kind: str | None = None
    comparator: str | None = None
    target: Decimal | None = None
    target_high: Decimal | None = None
    clauses: tuple[Clause, ...] = ()
    measure: str | None = None
    evidence_kinds: tuple[str, ...] = ()
    targets: tuple[Target, ...] = ()
    name_kk: str | None = None
    unit_kk: str | None = None

    @property
    def expression(self) -> Expression:
        """The measure that counts it, read."""
        return parse(self.measure or "")


class Activity(msgspec.Struct, frozen=True, kw_only=True):
    """A line of the plan; `id` stays the same through its versions, the code is how it is shown; `grounds`
    are town and village, where its words ask for both. Example:
    Activity(id="…", code="4.1", title="…", period_from=date(2022, 4, 1), regions=("turkistan",),
    indicators=(Indicator(…),))"""

    id: str
    code: str
    title: str
    period_text: str | None = None
    period_from: date | None = None
    period_to: date | None = None
    cost: Decimal | None = None
    regions: tuple[str, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    title_kk: str | None = None
    grounds: tuple[str, ...] = ()


class Section(msgspec.Struct, frozen=True, kw_only=True):
    """A task of the plan, or an unnumbered part of it; `id` stays the same through the plan's versions.
    Example: Section(id="…", code="T4", kind="task", title="…", activities=(Activity(…),))"""

    id: str
    code: str
    kind: str
    title: str
    activities: tuple[Activity, ...] = ()
    title_kk: str | None = None


class Result(msgspec.Struct, frozen=True, kw_only=True):
    """An expected result of the passport. Example: Result(number=4, text="Подготовка 120 лидеров …")"""

    number: int
    text: str
    text_kk: str | None = None


class Spoken(msgspec.Struct, frozen=True, kw_only=True):
    """A region's plugin that had a say, as it was then.
    Example: Spoken(name="turkistan", title="…", version="1.0", fingerprint="9c1f…")"""

    name: str
    title: str
    version: str
    fingerprint: str


class EvidenceRule(msgspec.Struct, frozen=True, kw_only=True):
    """What a gathering of a region needs besides what the plan asks: a file of one of these kinds, and why;
    of a type (None: of all) and of a line of the plan (None: of all).
    Example: EvidenceRule(plugin="turkistan", kinds=("photo",), reason={"ru": "…", "kk": "…"})"""

    plugin: str
    kinds: tuple[str, ...]
    reason: dict[str, str]
    gathering_type: str | None = None
    activity_id: str | None = None

    def __hash__(self) -> int:
        """Of what it says: a project is known by its hash where it is said in Kazakh once for all readers."""
        return hash(
            (self.plugin, self.kinds, *sorted(self.reason.items()), self.gathering_type, self.activity_id)
        )


class RegionRules(msgspec.Struct, frozen=True, kw_only=True):
    """What the plugins of a region said when the plan was approved: it holds while this version does.
    Example: RegionRules(region="turkistan", since=date(2022, 3, 28), plugins=(Spoken(…),),
    evidence=(EvidenceRule(…),))"""

    region: str
    since: date
    plugins: tuple[Spoken, ...] = ()
    evidence: tuple[EvidenceRule, ...] = ()

    def needed(self, activity_id: str, gathering_type: str) -> tuple[EvidenceRule, ...]:
        """What a gathering of this type on this line needs besides."""
        return tuple(
            rule
            for rule in self.evidence
            if rule.gathering_type in (None, gathering_type) and rule.activity_id in (None, activity_id)
        )


class Plan(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The plan in force; `rules` are those of its regions, none of a plan approved before they were kept.
    Example: Plan(id="…", version=1, approved_on=date(2022, 3, 28), sections=(Section(…),),
    results=(Result(…),), rules=(RegionRules(…),))"""

    id: str
    version: int
    approved_on: date | None
    sections: tuple[Section, ...]
    results: tuple[Result, ...] = ()
    rules: tuple[RegionRules, ...] = ()


class Region(msgspec.Struct, frozen=True, kw_only=True):
    """A region the project works in. Example: Region(code="turkistan", iso="KZ-61",
    kato="61…", ru="…", kk="…", en="…")"""

    code: str
    iso: str
    kato: str
    ru: str
    kk: str
    en: str

    @property
    def spellings(self) -> set[str]:
        """Everything the region may be written as, in small letters."""
        return {
            said.casefold() for said in (self.code, self.iso, self.kato, self.ru, self.kk, self.en) if said
        }

    def name(self, language: str) -> str:
        """Give its name in a language, the Russian one where there is none."""
        return {"kk": self.kk, "en": self.en}.get(language) or self.ru


class Partner(msgspec.Struct, frozen=True, kw_only=True):
    """An organisation that helps. Example: Partner(name="…", region="turkistan")"""

    name: str
    region: str | None = None


class Member(msgspec.Struct, frozen=True, kw_only=True):
    """A place in the team; only the names of staff who sign reports travel.
    Example: Member(role="Координатор проекта", role_code="coordinator", name="…")"""

    role: str | None
    role_code: str | None = None
    name: str | None = None


class Project(Record, frozen=True, kw_only=True, dict=True):
    """A grant project with its approved plan.

    Example: Project(id="01…", page="…", topic="…", grantee="ГАМО", grantor="ЦПИ", goal="…",
    amount=Decimal("29364470.00"), status="running", period_from=date(2022, 4, 1),
    period_to=date(2022, 11, 30), regions=(Region(…),), partners=(Partner(…),), team=(Member(…),),
    plan=Plan(…), closed_on=None, topic_kk="…", goal_kk="…",
    grantee_kk="…")
    """

    KIND: ClassVar[str] = "project"
    topic: str
    grantee: str
    grantor: str
    goal: str
    amount: Decimal
    status: str
    period_from: date | None
    period_to: date | None
    regions: tuple[Region, ...]
    partners: tuple[Partner, ...]
    team: tuple[Member, ...]
    plan: Plan | None
    closed_on: date | None = None
    topic_kk: str | None = None
    goal_kk: str | None = None
    grantee_kk: str | None = None

    @cached_property
    def activities(self) -> tuple[Activity, ...]:
        """Lines of the plan in force, in its order; found once, for lists ask for them at every row."""
        sections = self.plan.sections if self.plan else ()
        return tuple(line for section in sections for line in section.activities)

    @property
    def approved_on(self) -> date | None:
        """When the plan in force was approved."""
        return self.plan.approved_on if self.plan else None

    def rules_in(self, region: str) -> RegionRules | None:
        """What the plugins of a region said of the plan in force; None where that was not kept."""
        kept = self.plan.rules if self.plan else ()
        return next((rules for rules in kept if rules.region == region), None)

    def line_with(self, asked: Callable[[Indicator], bool]) -> str | None:
        """The id of the first activity that has an indicator as it is asked; None where there is none."""
        found = (line.id for line in self.activities if any(map(asked, line.indicators)))
        return next(found, None)

    def line_measuring(self, measure: Measure) -> str | None:
        """The id of the first activity whose indicator counts with a measure; None where there is none."""
        return self.line_with(lambda indicator: indicator.expression.measure is measure)

    @cached_property
    def lines_by_name(self) -> dict[str, Activity]:
        """Lines by their ids, and by those codes that one line has; of two of one id the first."""
        codes = Counter(line.code for line in self.activities)
        by_code = {line.code: line for line in self.activities if codes[line.code] == 1}
        return by_code | {line.id: line for line in reversed(self.activities)}

    def activity(self, named: str | None) -> Activity | None:
        """Find a line by its id, or by its code where exactly one line has it."""
        return self.lines_by_name.get(named or "")

    def code_of(self, activity_id: str | None) -> str | None:
        """How a line is shown; one that left the plan goes by what it was known by."""
        found = self.activity(activity_id)
        return found.code if found else activity_id

    def region(self, text: str) -> Region | None:
        """Find a region however it was written: code, ISO, KATO, or a name in any language."""
        wanted = text.strip().casefold()
        return next((region for region in self.regions if wanted in region.spellings), None)
