"""How the history of tokens is told."""

from __future__ import annotations

from flask_babel import gettext as _

from shared.acts.words import Words


def token() -> Words:
    """A tool's token in words."""
    return Words(_("Token"), {"name": _("Title")})
