"""Records published by the registry: what was promised."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, ClassVar


@dataclass(frozen=True)
class Project:
    """A grant project with its approved plan.

    Example: Project(key="01…", topic="…", grantee="ГАМО", grantor="ЦПИ", goal="…", amount="29364470.00", status="running",
    period_from="2022-04-01", period_to="2022-11-30", regions=[{"code": "turkistan", "iso": "KZ-61", "ru": "…", "kk": "…", "en": "…"}],
    partners=[{"name": "…", "region": "turkistan"}], team=[{"role": "Координатор проекта"}],
    plan={"id": "…", "version": 1, "approved_on": "2022-03-28", "sections": [{"code": "T4", "title": "…", "activities": [
    {"code": "4.1", "title": "…", "period_from": "2022-04-01", "period_to": "2022-05-31", "period_text": "…", "cost": None,
    "regions": […], "indicators": [{"id": "…", "code": "4.1.3", "name": "…", "unit": "человек", "comparator": "at_least",
    "target": "210", "target_high": None, "clauses": […], "measure": "attendance_persons[training]", "evidence_kinds": […]}]}]}]},
    closed_on=None)
    """

    KIND: ClassVar[str] = "project"
    TO: ClassVar[tuple[str, ...]] = ("events", "grants", "reports")
    key: str
    topic: str
    grantee: str
    grantor: str
    goal: str
    amount: str
    status: str
    period_from: str | None
    period_to: str | None
    regions: list[dict[str, str]]
    partners: list[dict[str, Any]]
    team: list[dict[str, Any]]
    plan: dict[str, Any] | None
    closed_on: str | None = None


@dataclass(frozen=True)
class Centre:
    """A community centre. Example: Centre(key="01…", project_id="…", name="Центр «Береке»", region="turkistan",
    settlement="с. Қарнақ", status="open", opened_on="2022-05-20", activity="1.1",
    evidence=[{"id": "…", "kind": "opening_act", "sha256": "…", "quantity": 1}])"""

    KIND: ClassVar[str] = "centre"
    TO: ClassVar[tuple[str, ...]] = ("events", "reports")
    key: str
    project_id: str
    name: str
    region: str
    settlement: str
    status: str
    opened_on: str | None
    activity: str | None
    evidence: list[dict[str, Any]] = field(default_factory=list)


@dataclass(frozen=True)
class Person:
    """Who a person counts as; sent only about those whom somebody merged or separated, and without a name.
    Example: Person(key="01…", same_as="02…"); `same_as` None: again a person of his own."""

    KIND: ClassVar[str] = "person"
    TO: ClassVar[tuple[str, ...]] = ("events", "reports")
    key: str
    same_as: str | None
