"""The programme report as PDF."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from services.reports.documents.programme_report.content import (
    FOLDER,
    compose,
    draw_chart,
    draw_map,
    with_drawable_logo,
)
from shared.office.drawing import render_pdf


def build_pdf(snapshot: dict[str, Any]) -> bytes:
    """A tagged A4 PDF in the snapshot's language; the same snapshot gives the same bytes."""
    content = with_drawable_logo(compose(snapshot))
    assets = {
        "map.svg": draw_map(content),
        "chart.svg": draw_chart(content, snapshot["period"]["to"]),
        "logo.svg": content["brand"]["logo_svg"],
    }
    return render_pdf(
        FOLDER / "typst",
        content,
        {name: svg.encode() for name, svg in assets.items()},
        made_at=datetime.fromisoformat(snapshot["sealed_at"]),
    )
