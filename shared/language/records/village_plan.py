"""Plans by which villages develop."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import ClassVar

from shared.language.doer import Doer
from shared.language.records.record import Proof, Record


class VillagePlan(Record, frozen=True, kw_only=True):
    """A village's inclusive development plan; `title` is the village, `status` is in_work, approved or
    withdrawn; one that is approved has its day.
    Example: VillagePlan(id="01…", page="…", project_id="…", activity_id="…", title="с. Карнак",
    region="turkistan", settlement="с. Карнак", status="approved", approved_on=date(2022, 9, 14),
    evidence=(Proof(id="…", kind="protocol", sha256="…", quantity=1, page="…"),))"""

    KIND: ClassVar[str] = "village_plan"
    WITHDRAWN: ClassVar[Mapping[str, object]] = {"status": "withdrawn", "approved_on": None}
    project_id: str
    activity_id: str | None
    title: str
    region: str
    settlement: str
    status: str
    approved_on: date | None = None
    evidence: tuple[Proof, ...] = ()
    entered_by: Doer | None = None
