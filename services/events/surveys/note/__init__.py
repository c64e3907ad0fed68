"""The analytic note about surveys, as PDF and as an editable Word file. Heavy: for a limited child,
`run_limited("services.events.surveys.note:draw", …)`."""

from __future__ import annotations

import base64
from datetime import datetime
from pathlib import Path

import orjson

from services.events.surveys.note.word import build_docx
from shared.office.drawing import render_pdf

FOLDER = Path(__file__).resolve().parent


def draw(payload: bytes) -> dict[str, str]:
    """`{"data", "format", "made_at"}` as JSON → `{"data": base64}`; the same data give the same bytes."""
    asked = orjson.loads(payload)
    made_at = datetime.fromisoformat(asked["made_at"])
    made = (
        build_docx(asked["data"], made_at)
        if asked["format"] == "docx"
        else render_pdf(FOLDER, asked["data"], {}, made_at=made_at)
    )
    return {"data": base64.b64encode(made).decode()}
