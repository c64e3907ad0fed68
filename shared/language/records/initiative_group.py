"""Initiative groups."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from shared.language.doer import Doer
from shared.language.records.record import Proof, Record


class InitiativeGroup(Record, frozen=True, kw_only=True):
    """A group of residents of one village; `status` is formed or withdrawn, `members` how many it has,
    `name_kk` its name in Kazakh, if any.
    Example: InitiativeGroup(id="01…", page="…", project_id="…", activity_id="…", name="«Жастар»",
    region="turkistan", settlement="с. Қарнақ", formed_on=date(2022, 6, 1), members=5, status="formed")"""

    KIND: ClassVar[str] = "initiative_group"
    project_id: str
    activity_id: str | None
    name: str
    region: str
    settlement: str
    formed_on: date
    members: int
    status: str
    evidence: tuple[Proof, ...] = ()
    entered_by: Doer | None = None
    name_kk: str = ""
