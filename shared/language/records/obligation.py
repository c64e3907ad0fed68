"""What has to exist by a day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import ClassVar

from shared.language.doer import Doer
from shared.language.records.record import Proof, Record


class Obligation(Record, frozen=True, kw_only=True):
    """Something a line of the plan, or an agreement, asks for by a day; `number` tells it from its twins of
    the same line and region. `status` is open or waived, `done_on` is said only of what no line counts;
    `title_kk` is its title in Kazakh, if any; `ground` is town or village, where the plan asks for both.
    Example: Obligation(id="01…", page="…", project_id="…", indicator_id="…", measure="events_held[training]",
    title="", region="atyrau", number=1, quantity=Decimal(1), starts_on=date(2022, 4, 1),
    due_on=date(2022, 5, 31), promised_on=date(2022, 5, 31), owner="partner_rep", status="open")"""

    KIND: ClassVar[str] = "obligation"
    WITHDRAWN: ClassVar[Mapping[str, object]] = {"status": "waived"}
    project_id: str
    indicator_id: str | None
    measure: str | None
    title: str
    region: str | None
    number: int
    quantity: Decimal
    starts_on: date | None
    due_on: date
    promised_on: date
    owner: str
    status: str
    reason: str = ""
    done_on: date | None = None
    evidence: tuple[Proof, ...] = ()
    entered_by: Doer | None = None
    title_kk: str = ""
    ground: str = ""
