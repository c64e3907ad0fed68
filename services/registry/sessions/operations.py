"""Signing in and out."""

from __future__ import annotations

import secrets
import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import text, update

from services.registry.db import db
from services.registry.sessions.models import Session
from services.registry.tokens.operations import fingerprint
from services.registry.users.models import User
from services.registry.users.operations import password_fits
from services.registry.users.queries import by_login
from shared.acts.doer import act_as
from shared.acts.writing import record
from shared.doors.errors import Invalid

ABSOLUTE, IDLE = timedelta(hours=12), timedelta(hours=3)
FREE_TRIES, WAIT = 5, timedelta(seconds=30)


class WrongCredentials(Invalid):
    """The login or the password is wrong, or access is closed: check the keyboard layout
    and Caps Lock, or ask the administrator."""

    code = "wrong_credentials"


class TooManyTries(Invalid):
    """Too many wrong passwords. Wait half a minute and try again."""

    code, status = "too_many_tries", 429


def sign_in(login: str, password: str, browser: str) -> str:
    """Open a session and return its secret. Raises WrongCredentials, TooManyTries."""
    user = by_login(login)
    moment = datetime.now(UTC)
    refuse_while_waiting(user, moment)
    if not password_fits(user, password) or not user or not user.active:
        note_failure(user, moment)
        raise WrongCredentials(field="password")
    user.failures, user.locked_until = 0, None
    act_as(user.id, user.name)
    secret = secrets.token_urlsafe(32)
    db.session.add(
        Session(
            token_hash=fingerprint(secret),
            user_id=user.id,
            browser=browser[:200],
            expires_at=moment + ABSOLUTE,
            last_seen_at=moment,
        )
    )
    db.session.flush()
    return secret


def refuse_while_waiting(user: User | None, moment: datetime) -> None:
    """Refuse to look at a password while the account waits after five wrong ones."""
    if user and user.locked_until and user.locked_until > moment:
        raise TooManyTries


def note_failure(user: User | None, moment: datetime) -> None:
    """Count a wrong password; after five the account waits half a minute.
    Kept although the request is refused."""
    record("sign_in_failed", *([user.id] if user else []))
    if user is None:
        return
    with db.engine.begin() as connection:
        connection.execute(
            text(
                "UPDATE users SET failures = failures + 1, locked_until = CASE WHEN failures + 1 >= :free "
                "THEN CAST(:until AS timestamptz) END WHERE id = :id"
            ),
            {"free": FREE_TRIES, "until": moment + WAIT, "id": user.id},
        )


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
