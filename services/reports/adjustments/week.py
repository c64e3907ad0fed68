"""Adjustments that wait for a second person."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import ngettext

from services.reports.adjustments.queries import APPROVE, WAITING, Found, get_planned, unapproved
from services.reports.adjustments.wording import called, signed_amount
from shared.access import actor
from shared.language.roles import PROJECT_LEAD
from shared.web.week import Card, Thing, card_of

PAGE = "/reports/adjustments"


def week() -> list[Card]:
    """Adjustments somebody else proposed."""
    found = unapproved(actor().id) if actor().can(APPROVE) else []
    return card_of(
        found,
        thing,
        f"{PAGE}?state={WAITING}",
        title=ngettext(
            "%(num)s adjustment of a figure waits for a second person",
            "%(num)s adjustments of figures wait for a second person",
            len(found),
        ),
        why=_("A typed number counts only when two people have said so and a paper shows it."),
        action=_("Look and decide"),
        owner=PROJECT_LEAD,
        icon="edit",
    )


def thing(row: Found) -> Thing:
    """One adjustment with why it was proposed."""
    name = f"{signed_amount(row.amount, row.base)}: {called(get_planned(row.project_id), row.indicator_id)}"
    return Thing(text=name, href=f"{PAGE}/{row.id}", missing=row.reason)
