"""Consultation journals of the centres, one a centre."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import ClassVar

import msgspec

from shared.language.doer import Doer
from shared.language.records.record import Proof, Record


class Month(msgspec.Struct, frozen=True, kw_only=True):
    """A month of a journal: its consultations, those of the unnamed among them, different people, how many
    each subject had; one closed without any says why.
    Example: Month(month=date(2022, 6, 1), consultations=14, unnamed=3, people=9, topics={"budget": 14})"""

    month: date
    consultations: int
    unnamed: int
    people: int
    closed_on: date | None = None
    topics: dict[str, int] = {}
    empty_because: str | None = None


class ConsultationJournal(Record, frozen=True, kw_only=True):
    """The consultation journal of a centre; `first_on` is the day of its first consultation, `evidence` the
    scans of its closed months, `name_kk` the name in Kazakh, if any.
    Example: ConsultationJournal(id="01…", page="…", project_id="…", activity_id="…", centre_id="02…",
    name="Центр «Береке»", region="turkistan", settlement="с. Карнак", first_on=date(2022, 5, 23),
    months=(Month(…),), evidence=(Proof(…),))"""

    KIND: ClassVar[str] = "consultation_journal"
    WITHDRAWN: ClassVar[Mapping[str, object]] = {"months": (), "first_on": None}
    project_id: str
    activity_id: str | None
    centre_id: str
    name: str
    region: str
    settlement: str | None
    first_on: date | None
    months: tuple[Month, ...] = ()
    evidence: tuple[Proof, ...] = ()
    entered_by: Doer | None = None
    name_kk: str = ""
