"""How the history of users is told."""

from __future__ import annotations

from flask_babel import gettext as _

from shared.acts.words import Words


def user() -> Words:
    """A user in words."""
    fields = {
        "name": _("Name"),
        "login": _("Login"),
        "password_hash": _("Password"),
        "active": _("May sign in"),
        "locale": _("Language"),
    }
    yes_no = {"True": _("yes"), "False": _("no")}
    return Words(_("User"), fields, {"active": yes_no})


def role() -> Words:
    """A role of a user in words."""
    return Words(_("Role"))
