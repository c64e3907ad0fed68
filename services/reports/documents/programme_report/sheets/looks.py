"""How the cells of the workbook look."""

from __future__ import annotations

from typing import Any

MUTED = "#525c57"
GOOD, PACE, WATCH, BAD = "#166540", "#235a76", "#8a4b00", "#9a1d31"
TONES = {
    "met": GOOD,
    "exceeded": GOOD,
    "on_track": PACE,
    "behind": WATCH,
    "at_risk": WATCH,
    "not_done": WATCH,
    "overdue": BAD,
    "not_met": BAD,
    "not_due": MUTED,
    "no_data": MUTED,
    "no_target": MUTED,
}
DAY = "dd.mm.yyyy"
LINE: dict[str, Any] = {"bottom": 4, "bottom_color": "#dcd9d1"}
