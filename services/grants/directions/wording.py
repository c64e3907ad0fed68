"""How the history of directions is told."""

from __future__ import annotations

from flask_babel import gettext as _

from shared.acts.words import Words


def direction() -> Words:
    """A direction in words."""
    return Words(_("Direction"), {"title": _("Direction"), "title_kk": _("Title in Kazakh")})


def answered() -> Words:
    """A problem behind a direction in words."""
    return Words(_("Problem of a session"))
