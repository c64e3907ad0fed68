"""The media plan on paper: A4 lying, a line an item, as a PDF or for Word. Heavy: for a limited child,
`run_limited("services.events.media_plans.paper:draw", …)`."""

from __future__ import annotations

import base64
from datetime import datetime
from pathlib import Path

import orjson

from services.events.media_plans.paper.word import render_word
from shared.office.drawing import render_pdf

FOLDER = Path(__file__).resolve().parent


def draw(payload: bytes) -> dict[str, str]:
    """`{"data", "form": pdf | docx, "made_at"}` as JSON → `{"data": base64}`."""
    asked = orjson.loads(payload)
    made_at = datetime.fromisoformat(asked["made_at"])
    if asked["form"] == "pdf":
        drawn = render_pdf(FOLDER, asked["data"], {}, made_at=made_at)
    else:
        drawn = render_word(asked["data"], made_at)
    return {"data": base64.b64encode(drawn).decode()}
