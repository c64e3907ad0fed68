"""Projects of participants funded by donors."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import ClassVar

from shared.language.doer import Doer
from shared.language.records.record import Proof, Record


class DonorProject(Record, frozen=True, kw_only=True):
    """A participant's project a donor gives money for, `title_kk` its title in Kazakh, if any; `status` is
    waiting (for his decision), funded or withdrawn.
    Example: DonorProject(id="01…", page="…", project_id="…", activity_id="…", region="atyrau",
    settlement="п. Макат", title="Теплица школы", donor="ОФ «Болашақ»", amount=Decimal("1500000.00"),
    decided_on=date(2022, 9, 14), status="funded")"""

    KIND: ClassVar[str] = "donor_project"
    project_id: str
    activity_id: str | None
    region: str
    settlement: str
    title: str
    donor: str
    amount: Decimal
    decided_on: date | None
    status: str
    evidence: tuple[Proof, ...] = ()
    entered_by: Doer | None = None
    title_kk: str = ""
