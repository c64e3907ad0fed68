"""Community centres."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import ClassVar

import msgspec

from shared.language.doer import Doer
from shared.language.records.record import Proof, Record


class Funding(msgspec.Struct, frozen=True, kw_only=True):
    """Money others give so that a centre goes on; `kind` is cofinancing or local_funding, `document` what
    says so. Example: Funding(id="01…", kind="cofinancing", source="Акимат района",
    amount=Decimal("1200000.00"), agreed_on=date(2022, 9, 12), document="Решение № 31-2")"""

    id: str
    kind: str
    source: str
    amount: Decimal
    agreed_on: date
    document: str | None = None


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """What a centre answered to a question of its region that stands on papers, by language.
    Example: Answer(label={"ru": "Площадь", "kk": "Ауданы"}, words={"ru": "40", "kk": "40"})"""

    label: dict[str, str]
    words: dict[str, str]


class Centre(Record, frozen=True, kw_only=True):
    """A community centre; the papers about its `fundings` are among its `evidence`, `name_kk` is its name in
    Kazakh, if any, its `answers` stand in the monthly report.
    Example: Centre(id="01…", page="…", project_id="…", name="Центр «Береке»",
    region="turkistan", settlement="с. Қарнақ", status="open", opened_on=date(2022, 5, 20), activity_id="…",
    evidence=(Proof(id="…", kind="opening_act", sha256="…", quantity=1, page="…"),))"""

    KIND: ClassVar[str] = "centre"
    WITHDRAWN: ClassVar[Mapping[str, object]] = {"status": "planned"}
    project_id: str
    name: str
    region: str
    settlement: str
    status: str
    opened_on: date | None
    activity_id: str | None
    evidence: tuple[Proof, ...] = ()
    entered_by: Doer | None = None
    ended_on: date | None = None
    operator: str | None = None
    fundings: tuple[Funding, ...] = ()
    name_kk: str = ""
    answers: tuple[Answer, ...] = ()
