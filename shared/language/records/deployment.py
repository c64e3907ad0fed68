"""A region's installation of its own: until when what it did is known here."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import ClassVar

from shared.language.records.record import Record


class Deployment(Record, frozen=True, kw_only=True):
    """A region's home as the centre hears it: `as_of` is until when everything it wrote has come (None: never
    heard), `refused` how many of its records were not taken; `status` is paired, unpaired or revoked.
    Example: Deployment(id="01…", page="…", name="turkistan", regions=("turkistan",),
    as_of=datetime(2022, 9, 27, 6, 0, tzinfo=UTC), refused=0, status="paired")"""

    KIND: ClassVar[str] = "deployment"
    WITHDRAWN: ClassVar[Mapping[str, object]] = {"regions": ()}
    name: str
    regions: tuple[str, ...]
    as_of: datetime | None
    refused: int
    status: str
