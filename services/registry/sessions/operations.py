"""Signing in and out."""

from __future__ import annotations

import secrets
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import text, update

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
    """A session that was opened: its secret, and the secret of the browser that is kept for later."""

    secret: str
    device: str


def sign_in(login: str, password: str, place: Place) -> Opened:
    """Open a session. Raises WrongCredentials, TooManyTries, TooManyAtOnce."""
    login = login.strip().lower()
    guess = guess_at(login, place)
    take(guess)
    user = by_login(login)
    if not password_fits(user, password) or not user or not user.active:
        record("sign_in_failed", *([user.id] if user else []))
        raise WrongCredentials(field="password")
    take_back(guess)
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
