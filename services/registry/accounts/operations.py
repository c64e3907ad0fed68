"""What changes who can sign in: blocking, passwords, and one's own account.
Sessions that must not go on end at once."""

from __future__ import annotations

from datetime import UTC, datetime

from services.registry.db import db
from services.registry.sessions.operations import note_failure, refuse_while_waiting, sign_out_everywhere
from services.registry.users.models import User
from services.registry.users.operations import keep_password, manager_left, password_fits
from shared.doors.errors import Conflict, Invalid


class CannotBlockYourself(Conflict):
    """You cannot block yourself. Ask another manager of users."""

    code = "cannot_block_yourself"


class OwnPassword(Conflict):
    """Change your own password on your own page, where the present one is asked."""

    code = "own_password"


class OldPasswordWrong(Invalid):
    """The present password is wrong."""

    code = "old_password_wrong"


class PasswordsDiffer(Invalid):
    """The new password was typed in two ways."""

    code = "passwords_differ"


class PasswordSame(Invalid):
    """The new password is the present one."""

    code = "password_same"


def block_user(user: User, by: str) -> None:
    """Let a user in no more and end his sessions."""
    if str(user.id) == by:
        raise CannotBlockYourself
    with manager_left():
        user.active = False
    sign_out_everywhere(user.id)


def unblock_user(user: User) -> None:
    """Let a user in again, without waiting for earlier wrong passwords."""
    user.active, user.failures, user.locked_until = True, 0, None
    db.session.flush()


def reset_password(user: User, password: str, by: str) -> None:
    """Give somebody else a new password and end his sessions."""
    if str(user.id) == by:
        raise OwnPassword
    keep_password(user, password)
    sign_out_everywhere(user.id)


def change_password(user: User, old: str, password: str, again: str, session: str) -> None:
    """Change one's own password; every session but the present one (its secret) ends."""
    moment = datetime.now(UTC)
    refuse_while_waiting(user, moment)
    if not password_fits(user, old):
        note_failure(user, moment)
        raise OldPasswordWrong(field="old")
    if password != again:
        raise PasswordsDiffer(field="again")
    if password == old:
        raise PasswordSame(field="password")
    keep_password(user, password)
    sign_out_everywhere(user.id, but=session)


def choose_language(user: User, locale: str) -> None:
    """Remember the language the user reads in."""
    user.locale = locale
    db.session.flush()
