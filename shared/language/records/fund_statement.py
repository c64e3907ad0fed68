"""What each side signed of the money of a region that goes from one deployment to another."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from shared.language.records.fund_handover import FundHandover
from shared.language.records.record import Record


class FundStatement(Record, frozen=True, kw_only=True):
    """What a deployment signed of a handover, its signature checked: `by` it, with the fingerprint of its
    words. Example: FundStatement(id="01…", page="…", by="centre", said_at=datetime(…), sha256="…",
    handover=FundHandover(…))"""

    KIND: ClassVar[str] = "fund_statement"
    by: str
    said_at: datetime
    sha256: str
    handover: FundHandover
