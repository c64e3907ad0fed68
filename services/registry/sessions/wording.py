"""How the history of sessions is told."""

from __future__ import annotations

from flask_babel import gettext as _

from shared.acts.words import Words


def session() -> Words:
    """A signed-in browser in words."""
    return Words(_("Session"))
