"""Adding people who sign in, giving them roles and taking roles away."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from functools import cache
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import text

from services.registry.centres.queries import known_centre
from services.registry.db import db
from services.registry.regions.queries import region_code
from services.registry.users.models import RoleGrant, User
from services.registry.users.queries import by_login, managers
from services.registry.users.rules.passwords import is_easy
from shared.clock import now
from shared.doors.errors import Conflict, Invalid
from shared.language.roles import NARROWED, REGIONAL, ROLES

SHORTEST_PASSWORD = 12
LOGIN = re.compile(r"[\w.@+-]{3,100}")
UNUSABLE = "none"  # no password has this hash
LOCK = text("SELECT pg_advisory_xact_lock(hashtext('users'))")
AT_ONCE, PATIENCE = 2, 2.0  # a password takes 64 MB and all cores for a moment
hasher = PasswordHasher()
slots = BoundedSemaphore(AT_ONCE)


class LoginTaken(Conflict):
    """This login is taken. Choose another."""

    code = "login_taken"


class LoginUnfit(Invalid):
    """A login is 3 to 100 letters, digits, dots,
    dashes or underscores without spaces, or an e-mail address."""

    code = "login_unfit"


class NameMissing(Invalid):
    """Write the name of the person."""

    code = "name_missing"


class PasswordShort(Invalid):
    """The password needs at least %(least)s characters."""

    code = "password_short"


class PasswordEasy(Invalid):
    """The password is too easy to guess: it is a common one, or made of words and numbers everybody tries.
    A few unrelated words are better."""

    code = "password_easy"


class TooManyAtOnce(Invalid):
    """Many people are signing in at this moment. Try again in a few seconds."""

    code, status = "too_many_at_once", 429


class RoleUnknown(Invalid):
    """There is no role “%(role)s”. Known: %(known)s."""

    code = "role_unknown"


class RegionMissing(Invalid):
    """This role is held in one region. Choose which."""

    code = "region_missing"


class RoleNotNarrowed(Invalid):
    """This role is not held for one contest or at one centre: a contest goes with a commission member,
    a centre with its operator."""

    code = "role_not_narrowed"


class CentreElsewhere(Invalid):
    """The centre is in another region. Leave the region out, or choose its own."""

    code = "centre_elsewhere"


class RoleHeld(Conflict):
    """The user has this role here already. Take it away first to give it for other days."""

    code = "role_held"


class DaysReversed(Invalid):
    """The last day is before the first."""

    code = "days_reversed"


class LastManager(Conflict):
    """Nobody would be left who manages users everywhere and without a last day.
    Give that role to somebody else first."""

    code = "last_manager"


def add_user(
    login: str,
    name: str,
    password: str | None,
    roles: list[tuple[str, str | None]],
    locale: str | None = None,
) -> User:
    """Create a user with `(role, region | None)` grants; without a password nobody signs in as him until he
    has chosen one by a link."""
    if not LOGIN.fullmatch(login.strip()):
        raise LoginUnfit(field="login")
    if len(name.strip()) < 2:
        raise NameMissing(field="name")
    db.session.execute(LOCK)
    if by_login(login):
        raise LoginTaken(field="login")
    user = User(login=login.strip().lower(), name=name.strip(), locale=locale, created_at=now())
    if password is None:
        user.password_hash = UNUSABLE
    else:
        keep_password(user, password)
    db.session.add(user)
    for role, region in roles:
        give_role(user, role, region)
    db.session.flush()
    return user


def keep_password(user: User, password: str) -> None:
    """Give a user a password, of which only a hash is kept."""
    if len(password) < SHORTEST_PASSWORD:
        raise PasswordShort(field="password", least=SHORTEST_PASSWORD)
    if is_easy(password, (user.login, user.name)):
        raise PasswordEasy(field="password")
    with slot():
        user.password_hash = hasher.hash(password)


def give_role(
    user: User,
    role: str,
    region: str | None,
    valid_from: date | None = None,
    valid_to: date | None = None,
    centre: uuid.UUID | None = None,
    contest: uuid.UUID | None = None,
) -> None:
    """Give a role, everywhere or in one region, at one centre, for one contest, from a day to a day."""
    place = {
        "region": role_region(role, region_of(region, centre)),
        "centre": str(centre) if centre else None,
        "contest": str(contest) if contest else None,
    }
    refuse_narrow(role, place)
    if valid_from and valid_to and valid_to < valid_from:
        raise DaysReversed(field="valid_to")
    if any(is_held(grant, role, place) for grant in user.grants):
        raise RoleHeld(field="role")
    user.grants.append(RoleGrant(role=role, **place, valid_from=valid_from, valid_to=valid_to))


def refuse_narrow(role: str, place: Mapping[str, str | None]) -> None:
    """Only some roles are given at one centre or for one contest."""
    for name, roles in NARROWED.items():
        if place[name] and role not in roles:
            raise RoleNotNarrowed(field=name)


def is_held(grant: RoleGrant, role: str, place: Mapping[str, str | None]) -> bool:
    """Whether a role is this one in this place."""
    return grant.role == role and all(getattr(grant, name) == value for name, value in place.items())


def region_of(region: str | None, centre_id: uuid.UUID | None) -> str | None:
    """The region a role is given in: the centre's own where one is named; NotFound, CentreElsewhere."""
    if centre_id is None:
        return region
    own = known_centre(centre_id).region
    if region and region_code(region) != own:
        raise CentreElsewhere(field="centre")
    return own


def role_region(role: str, region: str | None) -> str | None:
    """The code of the region a role is given in;
    an unknown role, and a regional one without its region, are refused."""
    if role not in ROLES:
        raise RoleUnknown(field="role", role=role, known=", ".join(sorted(ROLES)))
    if role in REGIONAL and not (region or "").strip():
        raise RegionMissing(field="region")
    return region_code(region) if region else None


def take_role(user: User, grant: RoleGrant) -> None:
    """Take a role away."""
    with manager_left():
        user.grants.remove(grant)


@contextmanager
def manager_left() -> Iterator[None]:
    """Refuse a change after which nobody manages users; two such changes wait for one another."""
    db.session.execute(LOCK)
    before = managers()
    yield
    db.session.flush()
    if before and not managers():
        raise LastManager


@contextmanager
def slot() -> Iterator[None]:
    """Room for one password to be hashed: more at once than the machine bears are refused, not piled up."""
    if not slots.acquire(timeout=PATIENCE):
        raise TooManyAtOnce(field="password")
    try:
        yield
    finally:
        slots.release()


@cache
def nobodys(hashing: PasswordHasher) -> str:
    """The hash that stands for an unknown login, as slow as any other."""
    return hashing.hash("nobody has this password")


def password_fits(user: User | None, password: str) -> bool:
    """Verify a password; an unknown login takes as long as a known one."""
    kept = user.password_hash if user and user.password_hash != UNUSABLE else nobodys(hasher)
    try:
        with slot():
            return hasher.verify(kept, password) and user is not None and user.password_hash == kept
    except (VerificationError, InvalidHashError):
        return False
