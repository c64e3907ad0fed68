"""Signing in and out."""

from __future__ import annotations

import secrets
import uuid
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from flask import current_app
from itsdangerous import BadData, URLSafeTimedSerializer
from sqlalchemy import func, select, text, update

from services.registry.codes import operations as codes
from services.registry.db import db
from services.registry.sessions.models import Session
from services.registry.tokens.operations import fingerprint
from services.registry.tries.operations import Guess, take, take_back
from services.registry.users.models import User
from services.registry.users.operations import password_fits
from services.registry.users.queries import by_login
from shared.acts.doer import act_as
from shared.acts.writing import record
from shared.doors.errors import Invalid

ABSOLUTE, IDLE = timedelta(hours=12), timedelta(hours=3)
HALF_SECONDS = 600
HOME = text(
    "SELECT coalesce(bool_or(s.device = :device), false), coalesce(bool_or(s.address = :address), false) "
    "FROM sessions s JOIN users u ON u.id = s.user_id WHERE u.login = :login"
)


class WrongCredentials(Invalid):
    """The login or the password is wrong, or access is closed: check the keyboard layout
    and Caps Lock, or ask the administrator."""

    code = "wrong_credentials"


@dataclass(frozen=True)
class Place:
    """Where somebody signs in: the browser's own words, its address, the secret this browser was given at an
    earlier sign-in (empty for a new one)."""

    browser: str = ""
    address: str = ""
    device: str = ""


@dataclass(frozen=True)
class Opened:
    """A session that was opened: its secret, the secret of the browser that is kept for later, new recovery
    codes, and the last sign-in on another device since this one was used."""

    secret: str
    device: str
    recovery: tuple[str, ...] = ()
    elsewhere: Session | None = None


@dataclass(frozen=True)
class Half:
    """The password was right and a code is still asked for: what proves that for ten minutes, and the secret
    and the picture of a phone that has to be set up first."""

    token: str
    secret: str = ""
    picture: str = ""


class HalfExpired(Invalid):
    """Too much time has passed since the password. Sign in again."""

    code = "half_expired"


def sign_in(login: str, password: str, place: Place) -> Opened | Half:
    """Open a session, or ask for a code first. Raises WrongCredentials, TooManyTries, TooManyAtOnce."""
    login = login.strip().lower()
    guess = guess_at(login, place)
    take(guess)
    user = by_login(login)
    if not password_fits(user, password) or not user or not user.active:
        record("sign_in_failed", *([user.id] if user else []))
        raise WrongCredentials(field="password")
    take_back(guess)
    return half_of(user) or open_session(user, place)


def half_of(user: User) -> Half | None:
    """What is still asked of a user whose password was right; None for nothing."""
    if codes.code_of(user):
        return half(user, "")
    return half(user, codes.new_secret()) if codes.must_have(user) else None


def half(user: User, secret: str) -> Half:
    """The proof that the password was right, with the secret of a phone to set up, if any."""
    token = str(sealer().dumps([str(user.id), fingerprint(user.password_hash), secret]))
    return Half(token, secret, codes.picture(user, secret) if secret else "")


def sealer() -> URLSafeTimedSerializer:
    """What signs that a password was right."""
    return URLSafeTimedSerializer(str(current_app.config["OWN_KEY"]), salt="half a sign-in")


def opened(token: str) -> tuple[User, str]:
    """Whose password was right, and the secret of the phone he sets up. Raises HalfExpired."""
    try:
        user_id, mark, secret = sealer().loads(token, max_age=HALF_SECONDS)
    except (BadData, ValueError) as error:
        raise HalfExpired from error
    user = db.session.get(User, uuid.UUID(user_id))
    if user is None or not user.active or fingerprint(user.password_hash) != mark:
        raise HalfExpired
    return user, str(secret)


def half_again(token: str) -> Half:
    """The same half once more, after a wrong code. Raises HalfExpired."""
    user, secret = opened(token)
    return Half(token, secret, codes.picture(user, secret) if secret else "")


def second_step(token: str, typed: str, place: Place) -> Opened:
    """Open the session of one whose password was right, with a code.
    Raises HalfExpired, CodeWrong, TooManyTries."""
    user, secret = opened(token)
    if secret:
        recovery = codes.turn_on(user, secret, typed)
        return replace(open_session(user, place), recovery=tuple(recovery))
    codes.check(user, typed, replace(guess_at(user.login, place), subject=f"code {user.login}"))
    return open_session(user, place)


def guess_at(login: str, place: Place) -> Guess:
    """A try at the password of a login, known or not."""
    device = fingerprint(place.device) if place.device else ""
    asked = {"login": login, "device": device, "address": place.address}
    known, at_home = db.session.execute(HOME, asked).one()
    return Guess(login, place.address, device if known else "", at_home)


def open_session(user: User, place: Place) -> Opened:
    """A session of a user who showed who he is."""
    act_as(user.id, user.name)
    made = Opened(secrets.token_urlsafe(32), place.device or secrets.token_urlsafe(32))
    made = replace(made, elsewhere=elsewhere(user, fingerprint(made.device)))
    moment = datetime.now(UTC)
    session = Session(
        token_hash=fingerprint(made.secret),
        user_id=user.id,
        browser=place.browser[:200],
        device=fingerprint(made.device),
        address=place.address,
        expires_at=moment + ABSOLUTE,
        last_seen_at=moment,
    )
    db.session.add(session)
    db.session.flush()
    return made


def elsewhere(user: User, device: str) -> Session | None:
    """The last sign-in on another device since this one was used; None for a device that never was."""
    mine = select(func.max(Session.created_at)).where(Session.user_id == user.id, Session.device == device)
    other = select(Session).where(
        Session.user_id == user.id, Session.device != device, Session.created_at > mine.scalar_subquery()
    )
    return db.session.scalar(other.order_by(Session.created_at.desc()).limit(1))


FORGET = "DELETE FROM sessions WHERE coalesce(ended_at, expires_at) < now() - interval '90 days'"


def sign_out(secret: str) -> None:
    """End one session."""
    db.session.execute(
        update(Session).where(Session.token_hash == fingerprint(secret)).values(ended_at=datetime.now(UTC))
    )


def sign_out_everywhere(user_id: uuid.UUID, but: str = "") -> int:
    """End every session of a user, except the one whose secret is given; how many were open."""
    ended = db.session.execute(
        update(Session)
        .where(Session.user_id == user_id, Session.ended_at.is_(None), Session.token_hash != fingerprint(but))
        .values(ended_at=datetime.now(UTC))
    )
    return int(getattr(ended, "rowcount", 0))


def open_sessions(user_id: uuid.UUID) -> list[Any]:
    """Sessions of a user that still work, the latest first."""
    moment = datetime.now(UTC)
    return list(
        db.session.query(Session)
        .where(
            Session.user_id == user_id,
            Session.ended_at.is_(None),
            Session.expires_at > moment,
            Session.last_seen_at > moment - IDLE,
        )
        .order_by(Session.last_seen_at.desc())
    )
