"""The project with its approved plan: what was promised."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import ClassVar

import msgspec

from shared.language.clauses import Clause
from shared.language.records.record import Record


class Target(msgspec.Struct, frozen=True, kw_only=True):
    """What an indicator promises of one region or in one month.
    Example: Target(region="turkistan", value=Decimal(30)), Target(month="2022-05", value=Decimal(15))"""

    value: Decimal
    region: str | None = None
    month: str | None = None


class Indicator(msgspec.Struct, frozen=True, kw_only=True):
    """What is promised in figures; `id` stays the same through the plan's versions.

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


class Activity(msgspec.Struct, frozen=True, kw_only=True):
    """A line of the plan; `id` stays the same through its versions, the code is how it is shown. Example:
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


class Section(msgspec.Struct, frozen=True, kw_only=True):
    """A task of the plan, or an unnumbered part of it; `id` stays the same through the plan's versions.
    Example: Section(id="…", code="T4", kind="task", title="…", activities=(Activity(…),))"""

    id: str
    code: str
    kind: str
    title: str
    activities: tuple[Activity, ...] = ()


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """The plan in force. Example: Plan(id="…", version=1,
    approved_on=date(2022, 3, 28), sections=(Section(…),))"""

    id: str
    version: int
    approved_on: date | None
    sections: tuple[Section, ...]


class Region(msgspec.Struct, frozen=True, kw_only=True):
    """A region the project works in. Example: Region(code="turkistan", iso="KZ-61",
    kato="61…", ru="…", kk="…", en="…")"""

    code: str
    iso: str
    kato: str
    ru: str
    kk: str
    en: str


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


class Project(Record, frozen=True, kw_only=True):
    """A grant project with its approved plan.

    Example: Project(key="01…", topic="…", grantee="ГАМО", grantor="ЦПИ", goal="…",
    amount=Decimal("29364470.00"), status="running", period_from=date(2022, 4, 1),
    period_to=date(2022, 11, 30), regions=(Region(…),), partners=(Partner(…),), team=(Member(…),),
    plan=Plan(…), closed_on=None)
    """

    KIND: ClassVar[str] = "project"
    SENDER: ClassVar[str] = "registry"
    TO: ClassVar[tuple[str, ...]] = ("events", "grants", "reports")
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
