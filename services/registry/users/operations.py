"""Adding people who sign in and giving them roles."""
from __future__ import annotations

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError

from services.registry.db import db
from services.registry.permissions import ROLES
from services.registry.regions.queries import region_code
from services.registry.users.models import RoleGrant, User
from services.registry.users.queries import by_login
from shared.errors import Conflict, Invalid

SHORTEST_PASSWORD = 12
hasher = PasswordHasher()
ABSENT = hasher.hash("nobody has this password")


class LoginTaken(Conflict):
    """This login is taken. Choose another."""

    code = "login_taken"


class PasswordShort(Invalid):
    """The password needs at least %(least)s characters."""

    code = "password_short"


class RoleUnknown(Invalid):
    """There is no role “%(role)s”. Known: %(known)s."""

    code = "role_unknown"


def add_user(login: str, name: str, password: str, roles: list[tuple[str, str | None]], locale: str | None = None) -> User:
    """Create a user with `(role, region | None)` grants."""
    if by_login(login):
        raise LoginTaken(field="login")
    if len(password) < SHORTEST_PASSWORD:
        raise PasswordShort(field="password", least=SHORTEST_PASSWORD)
    user = User(login=login.strip().lower(), name=name.strip(), password_hash=hasher.hash(password), locale=locale)
    db.session.add(user)
    for role, region in roles:
        give_role(user, role, region)
    db.session.flush()
    return user


def give_role(user: User, role: str, region: str | None) -> None:
    """Give a role, everywhere or in one region."""
    if role not in ROLES:
        raise RoleUnknown(field="role", role=role, known=", ".join(sorted(ROLES)))
    user.grants.append(RoleGrant(role=role, region=region_code(region) if region else None))


def password_fits(user: User | None, password: str) -> bool:
    """Verify a password; an unknown login takes as long as a known one."""
    try:
        return hasher.verify(user.password_hash if user else ABSENT, password) and user is not None
    except VerificationError:
        return False
