"""Records published by grants: the contest and its money. Amounts are decimal strings in tenge."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, ClassVar


@dataclass(frozen=True)
class Contest:
    """A mini-grant contest with its regional funds. Example: Contest(key="01…", project_id="…", activity="2.1", title="…",
    status="open", regulation_on="2022-05-25", commission_on=None, protocol_on=None,
    funds=[{"region": "turkistan", "fund": "1000000.00", "requested": "0.00", "recommended": "0.00", "awarded": "0.00", "paid": "0.00",
    "left": "1000000.00"}], evidence=[{"id": "…", "kind": "regulation", "sha256": "…", "quantity": 1}])"""

    KIND: ClassVar[str] = "contest"
    TO: ClassVar[tuple[str, ...]] = ("reports",)
    key: str
    project_id: str
    activity: str
    title: str
    status: str
    regulation_on: str | None
    commission_on: str | None
    protocol_on: str | None
    funds: list[dict[str, str]] = field(default_factory=list)
    evidence: list[dict[str, Any]] = field(default_factory=list)


@dataclass(frozen=True)
class Application:
    """A registered application of an initiative group. Example: Application(key="01…", project_id="…", contest_id="…", activity="2.1",
    number="ТУР-001", region="turkistan", settlement="с. Қарнақ", group="«Жастар»", registered_on="2022-06-02", status="registered",
    requested="480000.00", evidence=[…])"""

    KIND: ClassVar[str] = "application"
    TO: ClassVar[tuple[str, ...]] = ("reports",)
    key: str
    project_id: str
    contest_id: str
    activity: str
    number: str
    region: str
    settlement: str
    group: str
    registered_on: str
    status: str
    requested: str
    evidence: list[dict[str, Any]] = field(default_factory=list)


@dataclass(frozen=True)
class Award:
    """A mini-grant given to a group. Example: Award(key="01…", project_id="…", contest_id="…", application_id="…", activity="2.1",
    region="turkistan", settlement="с. Қарнақ", group="«Жастар»", amount="450000.00", awarded_on="2022-06-24", completed_on=None,
    status="awarded", evidence=[{"id": "…", "kind": "agreement", "sha256": "…", "quantity": 1}])"""

    KIND: ClassVar[str] = "award"
    TO: ClassVar[tuple[str, ...]] = ("reports",)
    key: str
    project_id: str
    contest_id: str
    application_id: str
    activity: str
    region: str
    settlement: str
    group: str
    amount: str
    awarded_on: str
    completed_on: str | None
    status: str
    evidence: list[dict[str, Any]] = field(default_factory=list)
