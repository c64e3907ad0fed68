"""How the history of participants is told."""

from __future__ import annotations

from flask_babel import gettext as _

from services.events.participants.models import WHOLE
from shared.acts.words import Words


def participant() -> Words:
    """A line of a list in words."""
    return Words(_("Participant"), {"extra": _("Asked by the region")})


def mark() -> Words:
    """Who was there, in words."""
    came = {"True": _("yes"), "False": _("no")}
    return Words(
        _("Attendance mark"),
        {"present": _("Attendance")},
        {"checkpoint": {WHOLE: _("whole list")}, "present": came},
    )
