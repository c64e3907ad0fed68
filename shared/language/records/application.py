"""Applications of initiative groups."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import ClassVar

from shared.language.doer import Doer
from shared.language.records.record import Proof, Record


class Application(Record, frozen=True, kw_only=True):
    """A registered application of an initiative group; `group_kk` is its name in Kazakh, if any.
    Example: Application(id="01…", page="…", project_id="…", contest_id="…", activity_id="…",
    number="ТУР-001", region="turkistan", settlement="с. Қарнақ", group="«Жастар»",
    registered_on=date(2022, 6, 2), status="registered", requested=Decimal("480000.00"))"""

    KIND: ClassVar[str] = "application"
    project_id: str
    contest_id: str
    activity_id: str
    number: str
    region: str
    settlement: str
    group: str
    group_id: str | None = None
    leader_person_id: str | None = None
    registered_on: date
    status: str
    requested: Decimal
    evidence: tuple[Proof, ...] = ()
    entered_by: Doer | None = None
    group_kk: str = ""
