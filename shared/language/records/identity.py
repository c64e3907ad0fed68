"""Who a person may be elsewhere, without a name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from shared.language.records.record import Record


class Identity(Record, frozen=True, kw_only=True):
    """By what a person of one deployment is known in another: keyed hashes of what is known of him, as
    `shared.language.pseudonyms` writes them; none, while nothing is known. `erased`: nobody will
    know again who he was. `name` only from a home that agreed to
    it with the centre (decision 104). No phone.
    Example: Identity(id="01…", page="…", region="turkistan", sex="female", birth_year=1990,
    pseudonyms=("1:phone_name:5f0c…", "1:name_year:77ab…"))"""

    KIND: ClassVar[str] = "identity"
    WITHDRAWN: ClassVar[Mapping[str, object]] = {"pseudonyms": (), "name": None}
    region: str | None
    sex: str | None
    birth_year: int | None
    pseudonyms: tuple[str, ...] = ()
    erased: bool = False
    name: str | None = None
