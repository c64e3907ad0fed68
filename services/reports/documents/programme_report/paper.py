"""The programme report as PDF."""

from __future__ import annotations

from services.reports.documents.programme_report.content import (
    FOLDER,
    as_data,
    compose,
    draw_chart,
    draw_map,
    with_drawable_logo,
)
from services.reports.documents.snapshot import Snapshot
from shared.office.drawing import render_pdf


def build_pdf(snapshot: Snapshot) -> bytes:
    """A tagged A4 PDF in the snapshot's language; the same snapshot gives the same bytes."""
    content = with_drawable_logo(compose(snapshot))
    assets = {
        "map.svg": draw_map(content),
        "chart.svg": draw_chart(content, snapshot.period.last),
        "logo.svg": content.brand.logo_svg,
    }
    beside = enumerate(content.brand.partners)
    assets |= {f"partner{place}.svg": each.logo_svg for place, each in beside}
    drawn = {name: svg.encode() for name, svg in assets.items()}
    return render_pdf(FOLDER / "typst", as_data(content), drawn, made_at=snapshot.sealed_at)
