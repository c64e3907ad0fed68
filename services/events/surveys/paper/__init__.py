"""Numbered questionnaires on paper, A4, one a page. Heavy: for a limited child,
`run_limited("services.events.surveys.paper:draw", …)`."""

from __future__ import annotations

import base64
from datetime import datetime
from pathlib import Path

import orjson

from shared.office.drawing import render_pdf

FOLDER = Path(__file__).resolve().parent


def draw(payload: bytes) -> dict[str, str]:
    """`{"data", "pictures", "made_at"}` as JSON → `{"data": base64}`; the same data give the same bytes."""
    asked = orjson.loads(payload)
    pictures = {name: svg.encode() for name, svg in asked["pictures"].items()}
    drawn = render_pdf(FOLDER, asked["data"], pictures, made_at=datetime.fromisoformat(asked["made_at"]))
    return {"data": base64.b64encode(drawn).decode()}
