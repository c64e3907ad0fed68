"""Community centres."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from shared.language.doer import Doer
from shared.language.records.record import Proof, Record


class Centre(Record, frozen=True, kw_only=True):
    """A community centre. Example: Centre(id="01…", page="…", project_id="…", name="Центр «Береке»",
    region="turkistan", settlement="с. Қарнақ", status="open", opened_on=date(2022, 5, 20), activity_id="…",
    evidence=(Proof(id="…", kind="opening_act", sha256="…", quantity=1, page="…"),))"""

    KIND: ClassVar[str] = "centre"
    project_id: str
    name: str
    region: str
    settlement: str
    status: str
    opened_on: date | None
    activity_id: str | None
    evidence: tuple[Proof, ...] = ()
    entered_by: Doer | None = None
