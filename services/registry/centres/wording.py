"""Centres in words, and how their history is told."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import pgettext

from shared.acts.words import Words
from shared.i18n import once_a_language


def words() -> dict[str, Any]:
    """What every page is given."""
    return {"centre_statuses": centre_statuses()}


@once_a_language
def centre_statuses() -> Mapping[str, str]:
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
