"""Attendances: who came to a gathering. No names travel, only ids."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from shared.language.records.record import Record


class Attendance(Record, frozen=True, kw_only=True):
    """One person at one gathering; id is "<gathering>/<person>".
    Example: Attendance(id="01…/02…", page="…", project_id="…",
    gathering_id="01…", person_id="02…", attended=True,
    sex="female", birth_year=1990, category="leader", settlement="с. Қарнақ")"""

    KIND: ClassVar[str] = "attendance"
    WITHDRAWN: ClassVar[Mapping[str, object]] = {"attended": False}
    project_id: str | None = None
    gathering_id: str
    person_id: str
    attended: bool
    sex: str | None
    birth_year: int | None
    category: str | None
    settlement: str | None
