"""What the limited child runs: a described paper becomes a PDF or a Word file."""

from __future__ import annotations

import base64
from datetime import datetime
from pathlib import Path

import orjson

from shared.office.drawing import render_pdf
from shared.office.plain import plain_data

FOLDER = Path(__file__).resolve().parent


def draw(payload: bytes) -> dict[str, str]:
    """`{"paper", "form", "made_at"}` as JSON → `{"data": base64}`; the same paper gives the same bytes."""
    asked = orjson.loads(payload)
    paper, made_at = plain_data(asked["paper"]), datetime.fromisoformat(asked["made_at"])
    drawn = (
        as_word(paper, made_at)
        if asked["form"] == "docx"
        else render_pdf(FOLDER, paper, {}, made_at=made_at, own=asked.get("own", ""))
    )
    return {"data": base64.b64encode(drawn).decode()}


def as_word(paper: dict[str, object], made_at: datetime) -> bytes:
    """The Word file; its library is loaded only here."""
    from shared.office.paper.word import render_word

    return render_word(paper, made_at)
