"""How the history of applications is told."""

from __future__ import annotations

from flask_babel import gettext as _

from services.grants.pages import application_statuses, verdicts
from shared.acts.words import Words


def application() -> Words:
    """An application in words."""
    fields = {
        "group_name": _("Initiative group"),
        "leader_name": _("Leader of the group"),
        "settlement": _("Settlement"),
        "title": _("Title of the project"),
        "requested": _("Requested"),
        "recommended": _("Recommended"),
        "awarded": _("Awarded"),
        "paid": _("Paid"),
        "verdict": _("Verdict of the commission"),
        "status": _("State"),
        "reason": _("Reason"),
    }
    values = {"status": application_statuses(), "verdict": verdicts()}
    return Words(_("Application"), fields, values)
