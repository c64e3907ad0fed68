"""The second step of signing in: a code of the user's phone (RFC 6238), or a recovery code, each once."""

from __future__ import annotations

import os
import secrets
import time
from hmac import compare_digest

import pyotp
import segno
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from flask import current_app
from sqlalchemy import select

from services.registry.codes.models import Code
from services.registry.db import db
from services.registry.tokens.operations import fingerprint
from services.registry.tries.operations import Guess, take, take_back
from services.registry.users.models import User
from services.registry.users.queries import valid_today
from shared.acts.writing import record
from shared.doors.errors import Conflict, Invalid
from shared.sealing import master

SECONDS, RECOVERY = 30, 10
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


class CodeWrong(Invalid):
    """This code is not the present one. Type the six digits your phone shows now; each is good once."""

    code = "code_wrong"


class CodeNeeded(Conflict):
    """Your role needs a code at sign-in. It cannot be switched off."""

    code = "code_needed"


class CodeThere(Conflict):
    """Codes are asked for already. Switch them off first to use another phone."""

    code = "code_there"


def code_of(user: User) -> Code | None:
    """What the user's phone makes codes from; None where none are asked for."""
    return db.session.scalar(select(Code).where(Code.user_id == user.id).with_for_update())


def must_have(user: User) -> bool:
    """Whether a role the user holds today asks for a code (ASAR_CODE_ROLES)."""
    roles = current_app.config["CODE_ROLES"]
    return any(grant.role in roles and valid_today(grant) for grant in user.grants)


def new_secret() -> str:
    """A secret for a phone, as apps take it by hand."""
    return pyotp.random_base32()


def picture(user: User, secret: str) -> str:
    """The secret as a picture a phone reads: the address of an SVG."""
    address = pyotp.TOTP(secret).provisioning_uri(name=user.login, issuer_name="Asar")
    return str(segno.make_qr(address).svg_data_uri(scale=5, border=3, light="white"))


def turn_on(user: User, secret: str, typed: str) -> list[str]:
    """Ask for codes from now on, once the phone has shown a right one; the recovery codes, shown this once.
    Raises CodeThere, CodeWrong, TooManyTries."""
    if code_of(user):
        raise CodeThere
    guess = Guess(f"code {user.login}")
    take(guess, "otp")
    if (step := step_of(secret, typed, 0)) is None:
        raise CodeWrong(field="otp")
    take_back(guess)
    codes = ["-".join(part() for _part in range(3)) for _code in range(RECOVERY)]
    kept = [fingerprint(code) for code in codes]
    db.session.add(Code(user_id=user.id, secret=seal(user, secret), step=step, recovery=kept))
    db.session.flush()
    return codes


def part() -> str:
    """A third of a recovery code."""
    return "".join(secrets.choice(LETTERS) for _place in range(4))


def check(user: User, typed: str, guess: Guess) -> None:
    """Let in who types the present code or a recovery code. Raises CodeWrong, TooManyTries."""
    take(guess, "otp")
    if not used(user, "".join(typed.split()).lower()):
        record("sign_in_failed", user.id)
        raise CodeWrong(field="otp")
    take_back(guess)


def used(user: User, typed: str) -> bool:
    """Whether a code is right and was not used before; it is from now on."""
    code = code_of(user)
    if code is None:
        return False
    if (step := step_of(unseal(user, code.secret), typed, code.step)) is not None:
        code.step = step
    elif fingerprint(typed) in code.recovery:
        code.recovery = [kept for kept in code.recovery if kept != fingerprint(typed)]
    else:
        return False
    db.session.flush()
    return True


def step_of(secret: str, typed: str, after: int) -> int | None:
    """The half minute whose code was typed: the present one or a neighbour, and none used before. One used in
    a half minute that is yet to come was used before the clock was put back, and keeps nobody out till then.
    """
    present, maker = int(time.time()) // SECONDS, pyotp.HOTP(secret)
    used = after if after <= present + 1 else 0
    for step in (present, present - 1, present + 1):
        if step > used and compare_digest(maker.at(step).encode(), "".join(typed.split()).encode()):
            return step
    return None


def turn_off(user: User, typed: str) -> None:
    """Ask for codes no more; a code proves whose wish that is. Raises CodeNeeded, CodeWrong, TooManyTries."""
    if must_have(user):
        raise CodeNeeded
    check(user, typed, Guess(f"code {user.login}"))
    remove(user)


def remove(user: User) -> None:
    """Forget the phone of a user who lost it; where his role needs a code he sets a new one up at sign-in."""
    if code := code_of(user):
        db.session.delete(code)
        db.session.flush()


def seal(user: User, secret: str) -> bytes:
    """The secret as it is kept: it opens for this user only."""
    nonce = os.urandom(12)
    return nonce + AESGCM(master(b"sign-in codes")).encrypt(nonce, secret.encode(), user.id.bytes)


def unseal(user: User, sealed: bytes) -> str:
    """The secret again."""
    return AESGCM(master(b"sign-in codes")).decrypt(sealed[:12], sealed[12:], user.id.bytes).decode()
