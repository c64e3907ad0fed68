"""People, by their ids."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from shared.language.records.record import Record


class Person(Record, frozen=True, kw_only=True):
    """Who a person counts as; sent only about those whom somebody merged or separated, and without a name.
    Example: Person(id="01…", page="…", same_as="02…"); `same_as` None: again a person of his own."""

    KIND: ClassVar[str] = "person"
    WITHDRAWN: ClassVar[Mapping[str, object]] = {"same_as": None}
    same_as: str | None
