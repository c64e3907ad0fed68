"""Users from the shell: each function commits and returns what is printed."""

from __future__ import annotations

from collections.abc import Callable

from services.registry.db import db
from services.registry.users import operations as users


def add_user(login: str, name: str, role: str, region: str | None, password: Callable[[], str]) -> str:
    """Add a user with one role; the password is asked once the role is known to be right."""
    users.role_region(role, region)
    user = users.add_user(login, name, password(), [(role, region)])
    db.session.commit()
    return f"{user.login} can sign in."
