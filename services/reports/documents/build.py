"""What the limited child runs: one document from one sealed snapshot."""

from __future__ import annotations

import base64
import importlib

import orjson

from services.reports.documents.public import PUBLIC, public
from services.reports.documents.sealed import Kept, read
from services.reports.documents.snapshot import Snapshot
from shared.office.plain import plain_data


def build(payload: bytes) -> dict[str, str]:
    """`{"format", "snapshot"}` as JSON bytes → `{"data": base64}`;
    the form is the folder named after the snapshot's kind."""
    asked = orjson.loads(payload)
    snapshot = printable(asked["snapshot"])
    form = importlib.import_module(f"services.reports.documents.{snapshot.kind}")
    name = asked["format"].removeprefix(PUBLIC)
    seen = public(snapshot) if name != asked["format"] else snapshot
    made: bytes = getattr(form, f"build_{name}")(seen)
    return {"data": base64.b64encode(made).decode()}


def printable(kept: Kept) -> Snapshot:
    """A kept snapshot without what no document can print; SchemaUnknown, Unreadable,
    TypeError when it holds a float."""
    return read(plain_data(kept))
