"""How the history of contests is told."""

from __future__ import annotations

from flask_babel import gettext as _

from services.grants.pages import contest_statuses
from shared.acts.words import Words


def contest() -> Words:
    """A contest in words."""
    fields = {
        "title": _("Title"),
        "opens_on": _("First day"),
        "closes_on": _("Last day"),
        "status": _("State"),
        "average_limit": _("Limit of the average"),
        "grant_cap": _("Largest grant"),
        "regulation_on": _("Regulation approved"),
        "commission_on": _("Commission met"),
        "protocol_on": _("Protocol signed"),
    }
    return Words(_("Contest"), fields, {"status": contest_statuses()})


def fund() -> Words:
    """A regional fund in words."""
    return Words(_("Regional fund"), {"fund": _("Fund")})
