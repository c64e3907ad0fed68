"""What the limited child runs: one document from one sealed snapshot."""

from __future__ import annotations

import base64
import importlib
from typing import Any

import orjson


def build(payload: bytes) -> dict[str, Any]:
    """`{"format", "snapshot"}` as JSON bytes → `{"data": base64}`;
    the form is the folder named after the snapshot's kind."""
    asked = orjson.loads(payload)
    form = importlib.import_module(f"services.reports.documents.{asked['snapshot']['kind']}")
    made: bytes = getattr(form, f"build_{asked['format']}")(asked["snapshot"])
    return {"data": base64.b64encode(made).decode()}
