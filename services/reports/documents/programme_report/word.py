"""The programme report as an editable Word file.

`template.docx` is restyled in Word itself. Two colours of it stand for the region's accent (`ACCENT`)
and its palest tint (`TINT`); they and the proofing language are exchanged when a report is built.
"""

from __future__ import annotations

from typing import Any

from services.reports.documents.filling import Picture, render_docx
from services.reports.documents.programme_report.content import (
    FOLDER,
    as_data,
    compose,
    draw_chart,
    draw_map,
    with_drawable_logo,
)
from services.reports.documents.programme_report.printed import Content
from services.reports.documents.snapshot import Partner, Snapshot
from shared.office.drawing import render_png

ACCENT, TINT, LANGUAGE = "0B5F51", "EAF2F1", "ru-RU"
LANGUAGES = {"ru": "ru-RU", "kk": "kk-KZ", "en": "en-GB"}
TONES = {
    "met": "good",
    "exceeded": "good",
    "on_track": "pace",
    "behind": "watch",
    "at_risk": "watch",
    "not_done": "watch",
    "overdue": "bad",
    "not_met": "bad",
    "not_due": "quiet",
    "no_data": "quiet",
    "no_target": "quiet",
}
COUNTS_ABREAST = 4
PARTNER_HIGH, PARTNER_WIDE = 11, 24  # millimetres, as in the PDF


def build_docx(snapshot: Snapshot) -> bytes:
    """A Word file in the snapshot's language, filled into `template.docx`."""
    content = with_drawable_logo(compose(snapshot))
    return render_docx(
        (FOLDER / "template.docx").read_bytes(),
        _context(content),
        _pictures(content, snapshot),
        exchange=_exchange(content),
        foot=[_fitted(each) for each in content.brand.partners],
    )


def _exchange(content: Content) -> dict[str, str]:
    """What the template's own words become."""
    accent = content.brand.accent
    return {ACCENT: accent[1:].upper(), TINT: _palest(accent), LANGUAGE: LANGUAGES[content.locale]}


def _palest(accent: str) -> str:
    """A twelfth of the accent over white, as RRGGBB."""
    return "".join(f"{255 - (255 - int(accent[i : i + 2], 16)) // 12:02X}" for i in (1, 3, 5))


def _context(content: Content) -> dict[str, Any]:
    """The content with what Word's tables need besides: a tone for a verdict, counts in lines of four."""
    data = as_data(content)
    for section in data["sections"]:
        for activity in section["activities"]:
            for row in activity["rows"]:
                row["tone"] = TONES[row["verdict"]]
    for outcome in data["outcomes"]:
        outcome["tone"] = TONES[outcome["mark"]]
    data["summary"]["lines"] = _abreast(data["summary"]["counts"])
    return data


def _abreast(counts: list[Any]) -> list[list[Any]]:
    """Counts in lines of four."""
    return [counts[start : start + COUNTS_ABREAST] for start in range(0, len(counts), COUNTS_ABREAST)]


def _pictures(content: Content, snapshot: Snapshot) -> dict[str, Picture]:
    """The pictures that there are, with the words that stand for them."""
    chart = draw_chart(content, snapshot.period.last)
    drawn = {
        "map": (draw_map(content), 125, content.labels["map"]),
        "chart": (chart, 170, content.growth.title),
        "logo": (content.brand.logo_svg, 16, content.brand.name),
    }
    return {name: Picture(render_png(svg), width, alt) for name, (svg, width, alt) in drawn.items() if svg}


def _fitted(partner: Partner) -> Picture:
    """A partner's logo, as wide as it may be within its height."""
    png = render_png(partner.logo_svg)
    wide, high = (int.from_bytes(png[start : start + 4]) for start in (16, 20))  # its header says both
    return Picture(png, max(1, min(PARTNER_WIDE, PARTNER_HIGH * wide // high)), partner.name)
