"""The monthly report of the centres."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import ClassVar

from shared.language.doer import Doer
from shared.language.records.record import Proof, Record


class CentreReport(Record, frozen=True, kw_only=True):
    """The report of all centres about a month, by its first day; `status` is in_work, handed_in, returned or
    accepted. Example: CentreReport(id="01…", page="…", project_id="…", activity_id="…", title="06.2022",
    month=date(2022, 6, 1), status="handed_in", handed_in_on=date(2022, 7, 4), evidence=(Proof(…),))"""

    KIND: ClassVar[str] = "centre_report"
    WITHDRAWN: ClassVar[Mapping[str, object]] = {"status": "in_work"}
    project_id: str
    activity_id: str | None
    title: str
    month: date
    status: str
    handed_in_on: date | None
    evidence: tuple[Proof, ...] = ()
    entered_by: Doer | None = None
