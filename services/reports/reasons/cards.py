"""What reasons put on the page of an indicator."""

from __future__ import annotations

from flask import render_template

from services.reports.dashboard.listing.indicator import Shown
from services.reports.dashboard.listing.places import region_names
from services.reports.reasons.queries import VIEW, WRITE, of_indicator
from services.reports.reasons.wording import about
from shared.access import actor
from shared.reach import reachable


def on_indicator(shown: Shown) -> str:
    """Give why the figure is not what was planned, month by month, where the page looks."""
    if not actor().can(VIEW):
        return ""
    project, regions = shown.project, region_names(shown.project)
    found = of_indicator(project.id, shown.figure.id, shown.window.regions)
    return render_template(
        "reports/reasons/card.html",
        rows=[(row, about(row, regions), reachable(WRITE, row.region)) for row in found],
        project=project,
        code=shown.figure.code,
        may_write=actor().can(WRITE) and not project.closed_on,
    )
