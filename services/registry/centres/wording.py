"""Centres in words, and how their history is told."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from flask_babel import pgettext

from shared.acts.words import Words


def words() -> dict[str, Any]:
    """What every page is given."""
    return {"centre_statuses": centre_statuses()}


def centre_statuses() -> dict[str, str]:
    """States of a centre."""
    return {
        "planned": pgettext("centre", "planned"),
        "open": pgettext("centre", "open"),
        "handed_over": pgettext("centre", "handed over"),
        "closed": pgettext("centre", "closed"),
    }


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
