"""A report everybody can read."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import ClassVar

from shared.language.doer import Doer
from shared.language.records.record import Proof, Record


class PublicReport(Record, frozen=True, kw_only=True):
    """A sealed report with the places where its public version stands; `published_on` is the day of the
    first of them, None while there is none. Example: PublicReport(id="01…", page="…", project_id="…",
    activity_id="…", title="ПО-2022-11-1", region=None, published_on=date(2022, 11, 25), channels=3,
    link="https://…", evidence=(Proof(…),))"""

    KIND: ClassVar[str] = "public_report"
    WITHDRAWN: ClassVar[Mapping[str, object]] = {"published_on": None}
    project_id: str
    activity_id: str | None
    title: str
    region: str | None
    published_on: date | None
    channels: int
    link: str | None
    evidence: tuple[Proof, ...] = ()
    entered_by: Doer | None = None
