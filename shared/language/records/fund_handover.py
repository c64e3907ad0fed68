"""The money of a region on its way from one deployment to another."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import ClassVar

import msgspec

from shared.language.records.record import Proof, Record

OFFERED, ACCEPTED, DECLINED = "offered", "accepted", "declined"


class Terms(msgspec.Struct, frozen=True, kw_only=True):
    """The contest a fund is for, as far as whoever awards from it must know; `last_number` is that of the
    last application it took, `papers` the regulation as the giver has it, without names.
    Example: Terms(title="…", opens_on=date(2022, 5, 1), closes_on=date(2022, 6, 1), grant_cap=None,
    average_warning=Decimal(400000), average_limit=Decimal(500000), prefix="ТУР", papers=(Proof(…),))"""

    title: str
    title_kk: str = ""
    opens_on: date
    closes_on: date
    grant_cap: Decimal | None
    average_warning: Decimal
    average_limit: Decimal
    prefix: str
    last_number: int = 0
    papers: tuple[Proof, ...] = ()


class FundHandover(Record, frozen=True, kw_only=True):
    """What is left of a region's fund, offered by the deployment that owns it to the one that takes it;
    `state` is offered, accepted or declined.

    Example: FundHandover(id="01…", page="…", contest_id="…", project_id="…", activity_id="…",
    region="turkistan", giver="centre", taker="turkistan", amount=Decimal("1000000.00"), state="offered",
    terms=Terms(…), reason="")"""

    KIND: ClassVar[str] = "fund_handover"
    contest_id: str
    project_id: str
    activity_id: str
    region: str
    giver: str
    taker: str
    amount: Decimal
    state: str
    terms: Terms
    reason: str = ""
