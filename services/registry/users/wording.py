"""Users in words, and how their history is told."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _

from shared.acts.words import Words
from shared.i18n import said
from shared.language.roles import ROLES


def words() -> dict[str, Any]:
    """What every page is given."""
    return {"roles": {role: said(text) for role, text in ROLES.items()}}


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
