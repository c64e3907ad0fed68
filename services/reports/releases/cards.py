"""What releases put on the page of a report."""

from __future__ import annotations

from flask import render_template

from services.reports.releases.queries import PUBLISH, releases_of
from services.reports.reports.models import Report
from shared.access import actor, in_scope
from shared.proofs.queries import lacking_of


def on_report(report: Report) -> str:
    """Where a sealed report was published."""
    if report.snapshot is None:
        return ""
    found = releases_of(report)
    may = actor().everywhere(PUBLISH) if report.region is None else in_scope(PUBLISH, report.region)
    proven = {item.id for item in found if not lacking_of(item)}
    return render_template("reports/releases/card.html", report=report, found=found, proven=proven, may=may)
