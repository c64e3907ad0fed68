"""Key pairs of installations, and what they sign: every call, and every answer to one."""

from __future__ import annotations

import hashlib
import os
import uuid
from typing import Any

import jwt
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from shared.sealing import master

SECONDS = 60
SCHEME, ANSWERED, SUCCESSOR = "Deployment ", "Asar-Signature", "Asar-Key"
PURPOSE = b"deployment key"


class KeyUnusable(ValueError):
    """What came is no public key of the kind that is used."""


def new_private() -> str:
    """A new ES256 key."""
    made = ec.generate_private_key(ec.SECP256R1())
    pem, form = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8
    return made.private_bytes(pem, form, serialization.NoEncryption()).decode()


def public_of(private: str) -> str:
    """The public half of a key."""
    key = serialization.load_pem_private_key(private.encode(), None).public_key()
    form = serialization.PublicFormat.SubjectPublicKeyInfo
    return key.public_bytes(serialization.Encoding.PEM, form).decode()


def der(public: str) -> bytes:
    """A public key as it is compared; KeyUnusable."""
    try:
        key = serialization.load_pem_public_key(public.encode())
    except ValueError as error:
        raise KeyUnusable from error
    if not isinstance(key, ec.EllipticCurvePublicKey) or not isinstance(key.curve, ec.SECP256R1):
        raise KeyUnusable
    return key.public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)


def fingerprint(public: str) -> str:
    """What two people compare on the telephone: eight groups of four."""
    digest = hashlib.sha256(der(public)).hexdigest()[:32].upper()
    return " ".join(digest[at : at + 4] for at in range(0, 32, 4))


def print_of(private: str) -> str:
    """The fingerprint of a key of one's own."""
    return fingerprint(public_of(private))


def seal(private: str) -> bytes:
    """A private key as it is kept."""
    nonce = os.urandom(12)
    return nonce + AESGCM(master(PURPOSE)).encrypt(nonce, private.encode(), None)


def unseal(sealed: bytes) -> str | None:
    """A private key again; None where another home's secret sealed it."""
    try:
        return AESGCM(master(PURPOSE)).decrypt(sealed[:12], sealed[12:], None).decode()
    except InvalidTag:
        return None


def bound(method: str, path: str, body: bytes) -> str:
    """What a call is bound to, as one hash."""
    return hashlib.sha256(b"\n".join([method.encode(), path.encode(), body])).hexdigest()


def bound_answer(status: int, body: bytes) -> str:
    """What an answer is bound to, as one hash."""
    return hashlib.sha256(b"\n".join([str(status).encode(), body])).hexdigest()


def call(private: str, me: str, audience: str, at: int, request: str, knows: str) -> tuple[str, str]:
    """The token of one call, and the number by which its answer is known; `knows` is the fingerprint of the
    key the answer is expected to be signed by."""
    number = uuid.uuid4().hex
    claims = {"iss": me, "aud": audience, "iat": at, "jti": number, "req": request, "knows": knows}
    return jwt.encode(claims, private, algorithm="ES256"), number


def answer(private: str, me: str, audience: str, number: str, answered: str) -> str:
    """The token of an answer to one call."""
    claims = {"iss": me, "aud": audience, "jti": number, "res": answered}
    return jwt.encode(claims, private, algorithm="ES256")


def successor(former: str, me: str, audience: str, number: str, public: str) -> str:
    """The token by which a former key vouches for the one that took its place, in the answer to one call."""
    claims = {"iss": me, "aud": audience, "jti": number, "key": public}
    return jwt.encode(claims, former, algorithm="ES256")


def claims_of(token: str) -> dict[str, Any]:
    """What a token says of itself, before anybody looked whether that is so; nothing for what is no token."""
    try:
        return jwt.decode(token, options={"verify_signature": False})
    except jwt.PyJWTError:
        return {}


def opened(token: str, public: str, issuer: str, audience: str, *more: str) -> dict[str, Any] | None:
    """The claims of a token that this key signed for us, with these claims besides; None for any other. Its
    time is judged by whoever asks, who says in words how far it is off."""
    options: Any = {"verify_iat": False, "verify_exp": False, "require": ["iss", "aud", "jti", *more]}
    try:
        return jwt.decode(token, public, ["ES256"], options, audience=audience, issuer=issuer)
    except (jwt.PyJWTError, ValueError):
        return None
