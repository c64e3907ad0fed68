"""How the history of centres is told."""

from __future__ import annotations

from flask_babel import gettext as _

from services.registry.pages import centre_statuses
from shared.acts.words import Words


def centre() -> Words:
    """A centre in words."""
    fields = {
        "name": _("Title"),
        "settlement": _("Settlement"),
        "address": _("Address"),
        "host": _("Host organisation"),
        "status": _("State"),
        "opened_on": _("Opened on"),
    }
    return Words(_("Centre"), fields, {"status": centre_statuses()})
