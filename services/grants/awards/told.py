"""How the history of awards and payments is told."""

from __future__ import annotations

from flask_babel import gettext as _

from services.grants.pages import award_statuses
from shared.acts.words import Words


def award() -> Words:
    """An award in words."""
    fields = {
        "amount": _("Amount"),
        "awarded_on": _("Day of the award"),
        "status": _("State"),
        "completed_on": _("Finished on"),
        "reason": _("Reason"),
    }
    return Words(_("Award"), fields, {"status": award_statuses()})


def payment() -> Words:
    """A line of money in words."""
    return Words(_("Payment"), {"amount": _("Amount"), "paid_on": _("Day"), "document": _("Payment order")})
