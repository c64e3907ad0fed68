"""How the history of participants is told."""

from __future__ import annotations

from flask_babel import gettext as _

from shared.acts.words import Words


def participant() -> Words:
    """A line of a list in words."""
    return Words(_("Participant"))


def mark() -> Words:
    """Who was there, in words."""
    return Words(_("Attendance mark"))
