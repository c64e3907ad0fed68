"""Problems people named at thematic sessions."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from shared.language.records.record import Record


class Problem(Record, frozen=True, kw_only=True):
    """A problem of a village as its session named it, `title_kk` in Kazakh, if anybody wrote it so; `status`
    is named or withdrawn.
    Example: Problem(id="01…", page="…", project_id="…", gathering_id="…", session="Заседание в Карнаке",
    held_on=date(2022, 5, 27), title="Нет света", votes=9, sector="light", priority="high",
    region="turkistan", settlement="с. Карнак", status="named")"""

    KIND: ClassVar[str] = "problem"
    project_id: str
    gathering_id: str
    session: str
    held_on: date
    title: str
    votes: int
    sector: str
    priority: str
    region: str
    settlement: str
    status: str
    title_kk: str = ""
