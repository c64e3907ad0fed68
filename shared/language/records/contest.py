"""Contests of mini-grants and the money of their regions."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import ClassVar

import msgspec

from shared.language.doer import Doer
from shared.language.records.record import Proof, Record


class Fund(msgspec.Struct, frozen=True, kw_only=True):
    """The money of a region in tenge; `away` is what another deployment has of it.
    Example: Fund(region="turkistan", fund=Decimal("1000000.00"), requested=…)"""

    region: str
    fund: Decimal
    requested: Decimal
    recommended: Decimal
    awarded: Decimal
    paid: Decimal
    left: Decimal
    away: Decimal = Decimal(0)


class Contest(Record, frozen=True, kw_only=True):
    """A mini-grant contest with its regional funds; `title_kk` is its title in Kazakh, if any. `handed_by`
    names the deployment whose contest it is, "" where it is the sender's own: the owner tells of it above.
    Example: Contest(id="01…", page="…", project_id="…",
    activity_id="…", title="…", status="open", regulation_on=date(2022, 5, 25), commission_on=None,
    protocol_on=None, funds=(Fund(…),), evidence=(Proof(id="…", kind="regulation",
    sha256="…", quantity=1, page="…"),))"""

    KIND: ClassVar[str] = "contest"
    WITHDRAWN: ClassVar[Mapping[str, object]] = {"status": "dropped"}
    project_id: str
    activity_id: str
    title: str
    status: str
    regulation_on: date | None
    commission_on: date | None
    protocol_on: date | None
    funds: tuple[Fund, ...] = ()
    evidence: tuple[Proof, ...] = ()
    entered_by: Doer | None = None
    title_kk: str = ""
    handed_by: str = ""
