"""What changes who can sign in: blocking, passwords, and one's own account.
Sessions that must not go on end at once."""

from __future__ import annotations

from services.registry.db import db
from services.registry.links.operations import PasswordsDiffer
from services.registry.sessions.operations import sign_out_everywhere
from services.registry.tries.operations import Guess, forget, take, take_back
from services.registry.users.models import User
from services.registry.users.operations import keep_password, manager_left, password_fits
from shared.acts.writing import record
from shared.doors.errors import Conflict, Invalid


class CannotBlockYourself(Conflict):
    """You cannot block yourself. Ask another manager of users."""

    code = "cannot_block_yourself"


class OldPasswordWrong(Invalid):
    """The present password is wrong."""

    code = "old_password_wrong"


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
    user.active = True
    forget(Guess(user.login))
    db.session.flush()


def change_password(user: User, old: str, password: str, again: str, session: str) -> None:
    """Change one's own password; every session but the present one (its secret) ends."""
    prove_oneself(user, old)
    if password != again:
        raise PasswordsDiffer(field="again")
    if password == old:
        raise PasswordSame(field="password")
    keep_password(user, password)
    sign_out_everywhere(user.id, but=session)


def prove_oneself(user: User, password: str) -> None:
    """Refuse who is signed in but does not know his own password. Raises OldPasswordWrong, TooManyTries."""
    guess = Guess(f"own {user.id}")
    take(guess, "old")
    if not password_fits(user, password):
        record("sign_in_failed", user.id)
        raise OldPasswordWrong(field="old")
    take_back(guess)


def choose_language(user: User, locale: str) -> None:
    """Remember the language the user reads in."""
    user.locale = locale
    db.session.flush()
