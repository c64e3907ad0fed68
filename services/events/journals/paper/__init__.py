"""The official journal on paper: a month of a centre as a PDF, A4 lying. Heavy: for a limited child,
`run_limited("services.events.journals.paper:draw", …)`."""

from __future__ import annotations

import base64
from datetime import datetime
from pathlib import Path

import orjson

from shared.office.drawing import render_pdf

FOLDER = Path(__file__).resolve().parent


def draw(payload: bytes) -> dict[str, str]:
    """`{"data", "own", "made_at"}` as JSON → `{"data": base64}`; the same data give the same bytes."""
    asked = orjson.loads(payload)
    made_at = datetime.fromisoformat(asked["made_at"])
    drawn = render_pdf(FOLDER, asked["data"], {}, made_at=made_at, own=asked.get("own", ""))
    return {"data": base64.b64encode(drawn).decode()}
