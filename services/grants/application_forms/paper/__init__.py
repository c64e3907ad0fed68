"""An application on paper, as a PDF and as a Word file. Heavy: for a limited child,
`run_limited("services.grants.application_forms.paper:draw", …)`."""

from __future__ import annotations

import base64
from datetime import datetime
from pathlib import Path
from typing import Any

import orjson

from services.grants.application_forms.paper.word import write
from shared.office.drawing import render_pdf

FOLDER = Path(__file__).resolve().parent


def draw(payload: bytes) -> dict[str, str]:
    """`{"data", "format": "pdf" | "docx", "made_at"}` as JSON → `{"data": base64}`; the same data give the
    same bytes of a PDF."""
    asked = orjson.loads(payload)
    made = write(asked["data"]) if asked["format"] == "docx" else printed(asked)
    return {"data": base64.b64encode(made).decode()}


def printed(asked: dict[str, Any]) -> bytes:
    """The application as a PDF; the logo is drawn where the region has one."""
    data = asked["data"]
    logo = {"logo.svg": data["logo"].encode()} if data["logo"] else {}
    made_at = datetime.fromisoformat(asked["made_at"])
    return render_pdf(FOLDER, data, logo, made_at=made_at, own=asked.get("own", ""))
