"""What of reports waits for those who read them."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import ngettext

from services.reports.reports.models import Report
from services.reports.reports.queries.reports import report_rows
from shared.access import actor
from shared.i18n import format_period
from shared.language.roles import GRANTOR_VIEWER
from shared.web.week import Card, Thing, card_of

PAGE, MOST_SHOWN = "/reports/reports", 20


def week() -> list[Card]:
    """The newest sealed reports, for those who build none themselves."""
    reads = actor().can("report.view") and not actor().can("report.build")
    found = report_rows({"state": "ready"}, "-made", MOST_SHOWN) if reads else []
    return card_of(
        found,
        thing,
        PAGE,
        title=ngettext("%(num)s report can be read", "%(num)s reports can be read", len(found)),
        why=_("A sealed report never changes; every figure leads to the records behind it."),
        action=_("Read"),
        owner=GRANTOR_VIEWER,
        icon="report",
    )


def thing(report: Report) -> Thing:
    """One report with its period."""
    period = format_period(report.period_from, report.period_to)
    return Thing(text=report.number, href=f"{PAGE}/{report.id}", missing=period)
