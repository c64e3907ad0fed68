"""Awards: mini-grants given."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import ClassVar

from shared.language.doer import Doer
from shared.language.records.record import Proof, Record


class Award(Record, frozen=True, kw_only=True):
    """A mini-grant given to a group; `group_kk` is its name in Kazakh, if any.
    Example: Award(id="01…", page="…", project_id="…", contest_id="…", application_id="…", activity_id="…",
    region="turkistan", settlement="с. Қарнақ", group="«Жастар»", amount=Decimal("450000.00"),
    awarded_on=date(2022, 6, 24), completed_on=None, status="awarded")"""

    KIND: ClassVar[str] = "award"
    WITHDRAWN: ClassVar[Mapping[str, object]] = {"status": "cancelled"}
    project_id: str
    contest_id: str
    application_id: str
    activity_id: str
    region: str
    settlement: str
    group: str
    amount: Decimal
    awarded_on: date
    completed_on: date | None
    status: str
    evidence: tuple[Proof, ...] = ()
    entered_by: Doer | None = None
    group_kk: str = ""
