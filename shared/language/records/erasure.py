"""People who are known no longer."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from shared.language.records.record import Record


class Erasure(Record, frozen=True, kw_only=True):
    """A person who was erased from the register: whoever has rows of his takes out of them what tells who he
    was, and lets them count. Id is the person's.
    Example: Erasure(id="01…", page="/registry/people/01…", erased_on=date(2022, 9, 1))"""

    KIND: ClassVar[str] = "erasure"
    erased_on: date
