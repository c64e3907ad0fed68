"""Applications in words: states, the commission's verdicts, how their history is told."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import pgettext

from shared.acts.words import Words
from shared.i18n import once_a_language

SHAPES = {"registered": "pace", "withdrawn": "plain", "awarded": "ok", "refused": "bad"}


def words() -> dict[str, Any]:
    """What pages of applications are given."""
    return {
        "application_statuses": application_statuses(),
        "application_shapes": SHAPES,
        "verdicts": verdicts(),
    }


@once_a_language
def application_statuses() -> Mapping[str, str]:
    """States of an application."""
    return {
        "registered": pgettext("application", "registered"),
        "awarded": pgettext("application", "awarded"),
        "refused": pgettext("application", "refused"),
        "withdrawn": pgettext("application", "withdrawn"),
    }


@once_a_language
def verdicts() -> Mapping[str, str]:
    """What the commission may say of an application."""
    return {"award": pgettext("verdict", "recommended"), "refuse": pgettext("verdict", "not recommended")}


def application() -> Words:
    """An application in words."""
    fields = {
        "group_name": _("Initiative group"),
        "leader_name": _("Leader of the group"),
        "settlement": _("Settlement"),
        "title": _("Title of the project"),
        "direction_id": _("Direction"),
        "requested": _("Requested"),
        "recommended": _("Recommended"),
        "awarded": _("Awarded"),
        "paid": _("Paid"),
        "verdict": _("Verdict of the commission"),
        "status": _("State"),
        "reason": _("Reason"),
        "extra": _("Asked by the region"),
    }
    values = {"status": application_statuses(), "verdict": verdicts()}
    return Words(_("Application"), fields, values)
