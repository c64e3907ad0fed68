"""The monthly report of the centres on paper: PDF and Word of the same plain data. Heavy: for a limited
child, `run_limited("services.reports.documents.centre_report:draw", …)`."""

from __future__ import annotations

import base64
from datetime import datetime
from pathlib import Path
from typing import Any

import orjson

from services.reports.documents.centre_report.word import build_docx
from shared.office.drawing import render_pdf
from shared.office.plain import plain_data

FOLDER = Path(__file__).resolve().parent / "typst"


def draw(payload: bytes) -> dict[str, str]:
    """`{"format": pdf or docx, "data", "made_at"}` as JSON → `{"data": base64}`; the same data give the same
    PDF."""
    asked = orjson.loads(payload)
    data: dict[str, Any] = plain_data(asked["data"])
    moment = datetime.fromisoformat(asked["made_at"])
    if asked["format"] == "docx":
        made = build_docx(data, moment)
    else:
        made = render_pdf(FOLDER, data, {}, made_at=moment)
    return {"data": base64.b64encode(made).decode()}
