"""How the history of links is told."""

from __future__ import annotations

from flask_babel import gettext as _

from shared.acts.words import Words


def link() -> Words:
    """A link in words."""
    return Words(_("Link for a password"))
