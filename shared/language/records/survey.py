"""Surveys: what came back of a questionnaire."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import ClassVar

from shared.language.doer import Doer
from shared.language.records.record import Proof, Record


class Survey(Record, frozen=True, kw_only=True):
    """A questionnaire that was asked: sheets `issued` and `answered`, the first and the last day of answers,
    and how often each mark from 1 to 5 was given; no answer of anybody. Example: Survey(id="01…", page="…",
    project_id="…", activity_id="…", title="…", region="turkistan", settlement="…", centre_id="02…",
    gathering_id=None, opens_on=date(2022, 9, 1), closes_on=date(2022, 9, 30), issued=30, answered=18,
    first_on=date(2022, 9, 5), last_on=date(2022, 9, 28), marks=(0, 1, 2, 6, 9))"""

    KIND: ClassVar[str] = "survey"
    WITHDRAWN: ClassVar[Mapping[str, object]] = {
        "issued": 0,
        "answered": 0,
        "first_on": None,
        "last_on": None,
        "marks": (0,) * 5,
    }
    project_id: str
    activity_id: str | None
    title: str
    region: str | None
    settlement: str | None
    centre_id: str | None
    gathering_id: str | None
    opens_on: date
    closes_on: date
    issued: int
    answered: int
    first_on: date | None
    last_on: date | None
    marks: tuple[int, ...]
    evidence: tuple[Proof, ...] = ()
    entered_by: Doer | None = None
    title_kk: str = ""
