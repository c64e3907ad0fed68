"""Gatherings: what was done in front of people."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import ClassVar

from shared.language.doer import Doer
from shared.language.records.record import Proof, Record


class Gathering(Record, frozen=True, kw_only=True):
    """A dated gathering with its evidence; of each list in `also_needed`, which its region asks for besides,
    any one kind; `waived` is why a condition of the plan is not asked of it, with a paper for that;
    `answered` is how many questionnaires came back about it; `title_kk` is its title in Kazakh, if any.
    Example: Gathering(id="01…", page="…", project_id="…",
    activity_id="…", type="training", title="Тренинг в Кентау", region="turkistan",
    settlement="г. Кентау", starts_on=date(2022, 4, 12), ends_on=None, mode="offline", status="held",
    evidence=(Proof(id="…", kind="signed_list", sha256="…", quantity=1, page="…"),))"""

    KIND: ClassVar[str] = "gathering"
    WITHDRAWN: ClassVar[Mapping[str, object]] = {"status": "cancelled"}
    project_id: str
    activity_id: str
    type: str
    title: str
    region: str
    settlement: str
    starts_on: date
    ends_on: date | None
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    zone: str | None = None
    centre_id: str | None = None
    mode: str
    status: str
    evidence: tuple[Proof, ...] = ()
    entered_by: Doer | None = None
    also_needed: tuple[tuple[str, ...], ...] = ()
    waived: str = ""
    answered: int = 0
    title_kk: str = ""
