"""Invitations and resets: nobody is handed a password, everybody chooses his own by a link."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime, timedelta

from sqlalchemy import select, update

from services.registry.db import db
from services.registry.links.models import Link
from services.registry.sessions.operations import sign_out_everywhere
from services.registry.tokens.operations import fingerprint
from services.registry.tries.operations import Guess, forget
from services.registry.users.models import User
from services.registry.users.operations import keep_password
from shared.acts.doer import act_as
from shared.doors.errors import Conflict, Invalid, Refusal

DAYS = 3
FORGET = "DELETE FROM password_links WHERE coalesce(used_at, expires_at) < now() - interval '90 days'"


class LinkSpent(Refusal):
    """This link was used already or its time is over. Ask the administrator for a new one."""

    code, status = "link_spent", 410


class OwnPassword(Conflict):
    """Change your own password on your own page, where the present one is asked."""

    code = "own_password"


class PasswordsDiffer(Invalid):
    """The new password was typed in two ways."""

    code = "passwords_differ"


def make_link(user: User, by: str = "") -> str:
    """The secret of a new link, shown this once; earlier ones of the user are good no more. The present
    password and open sessions stay until it is used. Raises OwnPassword."""
    if str(user.id) == by:
        raise OwnPassword
    moment, secret = datetime.now(UTC), secrets.token_urlsafe(32)
    end_links(user, moment)
    expires = moment + timedelta(days=DAYS)
    db.session.add(Link(user_id=user.id, token_hash=fingerprint(secret), expires_at=expires))
    db.session.flush()
    return secret


def end_links(user: User, moment: datetime) -> None:
    """No link of a user is good any more."""
    unused = update(Link).where(Link.user_id == user.id, Link.used_at.is_(None))
    db.session.execute(unused.values(used_at=moment))


def user_of(secret: str) -> User:
    """Whose password a link sets; it stays locked until the transaction ends. Raises LinkSpent."""
    wanted = select(Link).where(Link.token_hash == fingerprint(secret), Link.used_at.is_(None))
    link = db.session.scalar(wanted.with_for_update())
    if link is None or link.expires_at < datetime.now(UTC) or not link.user.active:
        raise LinkSpent
    return link.user


def choose_password(secret: str, password: str, again: str) -> None:
    """Set the password of the link's user; the link is spent, every session of the user ends.
    Raises LinkSpent, PasswordsDiffer and why a password is not taken."""
    user = user_of(secret)
    if password != again:
        raise PasswordsDiffer(field="again")
    act_as(user.id, user.name)
    keep_password(user, password)
    end_links(user, datetime.now(UTC))
    forget(Guess(user.login))
    sign_out_everywhere(user.id)
    db.session.flush()
