"""Users from the shell: each function carries its operation out and returns what is printed."""

from __future__ import annotations

from collections.abc import Callable

from services.registry.users import operations as users
from shared.doors.transaction import carry_out


def add_user(login: str, name: str, role: str, region: str | None, password: Callable[[], str]) -> str:
    """Add a user with one role; the password is asked once the role is known to be right."""
    users.role_region(role, region)
    user = carry_out(users.add_user, login, name, password(), [(role, region)])
    return f"{user.login} can sign in."
