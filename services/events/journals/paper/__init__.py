"""The official journal on paper: a month of a centre as a PDF, A4 lying. Heavy: for a limited child,
`run_limited("services.events.journals.paper:draw", …)`. Whatever was typed stays text: it comes as JSON."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import orjson

from shared.office.plain import plain_data
from shared.web.places import UI

FOLDER = Path(__file__).resolve().parent
FONTS = UI / "static" / "vendor"


def draw(payload: bytes) -> dict[str, str]:
    """`{"data", "made_at"}` as JSON → `{"data": base64}`; the same data give the same bytes."""
    import typst

    asked = orjson.loads(payload)
    compiled: Callable[..., bytes] = typst.compile
    drawn = compiled(
        (FOLDER / "main.typ").read_bytes(),
        root=FOLDER,
        font_paths=typst.Fonts(include_system_fonts=False, font_paths=[str(FONTS)]),
        ignore_system_fonts=True,
        format="pdf",
        timestamp=datetime.fromisoformat(asked["made_at"]),
        sys_inputs={"data": json.dumps(plain_data(asked["data"]), ensure_ascii=False)},
    )
    return {"data": base64.b64encode(drawn).decode()}
