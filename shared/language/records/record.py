"""What every record is: the present state of a thing its publisher owns."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

import msgspec

from shared.language.doer import Doer


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """A record of a kind; `SCHEMA` grows when a field changes its meaning, a new field alone does not.

    It travels under the key "<deployment>:<id>"; references inside a record (`project_id` …) are plain ids.
    `page` is where a person sees it, at its publisher. `WITHDRAWN` is what of it, said instead, makes it
    count nowhere.
    """

    KIND: ClassVar[str]
    SCHEMA: ClassVar[int] = 2
    WITHDRAWN: ClassVar[Mapping[str, object]] = {"status": "withdrawn"}
    id: str
    page: str


class Proof(msgspec.Struct, frozen=True, kw_only=True):
    """One file as it travels: enough to open and to seal it; `by` whom it was attached, None: not told;
    `unopened` says why it cannot be opened, and then it proves nothing (`shared.language.evidence.UNOPENED`).
    Example: Proof(id="…", kind="agreement", sha256="…", quantity=1, page="…", by=Doer(…))"""

    id: str
    kind: str
    sha256: str
    quantity: int
    page: str
    name: str = ""
    by: Doer | None = None
    unopened: str = ""
