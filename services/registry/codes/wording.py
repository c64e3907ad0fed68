"""How the history of codes is told."""

from __future__ import annotations

from flask_babel import gettext as _

from shared.acts.words import Words


def code() -> Words:
    """The code of a user in words."""
    return Words(_("Code at sign-in"))
