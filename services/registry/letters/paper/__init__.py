"""A letter on the letterhead, as a PDF and as a Word file that may still be changed. Heavy: for a limited
child,
`run_limited("services.registry.letters.paper:draw", …)`."""

from __future__ import annotations

import base64
from datetime import datetime
from pathlib import Path
from typing import Any

import orjson

from services.registry.letters.paper.word import write
from shared.office.drawing import render_pdf

FOLDER = Path(__file__).resolve().parent


def draw(payload: bytes) -> dict[str, str]:
    """`{"data", "format": "pdf" | "docx", "made_at"}` as JSON → `{"data": base64}`; the same data give the
    same bytes of a PDF."""
    asked = orjson.loads(payload)
    drawn = write(asked["data"]) if asked["format"] == "docx" else printed(asked)
    return {"data": base64.b64encode(drawn).decode()}


def printed(asked: dict[str, Any]) -> bytes:
    """The letter as a PDF; the logo is drawn where the letterhead has one, those of partners below."""
    data = asked["data"]
    assets = {"logo.svg": data["logo"].encode()} if data["logo"] else {}
    assets |= {f"partner{no}.svg": each["logo"].encode() for no, each in enumerate(data["partners"])}
    made_at = datetime.fromisoformat(asked["made_at"])
    return render_pdf(FOLDER, data, assets, made_at=made_at, own=asked.get("own", ""))
