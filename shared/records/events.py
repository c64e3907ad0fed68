"""Records published by events: what was done in front of people. No names travel, only ids."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, ClassVar


@dataclass(frozen=True)
class Gathering:
    """A dated gathering with its evidence. Example: Gathering(key="01…", project_id="…", activity="4.1", type="training",
    title="Тренинг в Кентау", region="turkistan", settlement="г. Кентау", starts_on="2022-04-12", ends_on=None, mode="offline",
    status="held", evidence=[{"id": "…", "kind": "signed_list", "sha256": "…", "name": "лист.pdf", "quantity": 1}])"""

    KIND: ClassVar[str] = "gathering"
    TO: ClassVar[tuple[str, ...]] = ("reports",)
    key: str
    project_id: str
    activity: str
    type: str
    title: str
    region: str
    settlement: str
    starts_on: str
    ends_on: str | None
    mode: str
    status: str
    evidence: list[dict[str, Any]] = field(default_factory=list)


@dataclass(frozen=True)
class Attendance:
    """One person at one gathering; key is "<gathering>/<person>". Example: Attendance(key="01…/02…", gathering_id="01…",
    person_id="02…", attended=True, sex="female", birth_year=1990, category="leader", settlement="с. Қарнақ")"""

    KIND: ClassVar[str] = "attendance"
    TO: ClassVar[tuple[str, ...]] = ("reports",)
    key: str
    gathering_id: str
    person_id: str
    attended: bool
    sex: str | None
    birth_year: int | None
    category: str | None
    settlement: str | None


@dataclass(frozen=True)
class Publication:
    """Something issued: press release, post, article, media plan, brochure, review, handover; `medium` (paper, electronic) of copies
    handed out. Example: Publication(key="01…", project_id="…", activity="I.3", kind="social_post", title="…", region=None,
    issued_on="2022-04-15", quantity=1, status="published", link="https://example.kz/1", evidence=[…], medium=None)"""

    KIND: ClassVar[str] = "publication"
    TO: ClassVar[tuple[str, ...]] = ("reports",)
    key: str
    project_id: str
    activity: str | None
    kind: str
    title: str
    region: str | None
    issued_on: str
    quantity: int
    status: str
    link: str | None = None
    evidence: list[dict[str, Any]] = field(default_factory=list)
    medium: str | None = None
