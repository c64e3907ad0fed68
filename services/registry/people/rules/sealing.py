"""Personal secrets: AES-GCM under a key of the person's own, itself wrapped by the deployment's key.
Destroying it erases them."""

from __future__ import annotations

import hashlib
import hmac

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from shared import sealing
from shared.sealing import master

PROGRAMME = b"programme"  # what the programme's keys are wrapped for


def new_key() -> bytes:
    """A wrapped key for a new person."""
    return wrap(AESGCM.generate_key(256), b"people")


def seal(wrapped: bytes, plain: str) -> bytes:
    """Encrypt a secret of the person."""
    return sealing.seal(unwrapped(wrapped, b"people"), plain.encode())


def unseal(wrapped: bytes, sealed: bytes) -> str:
    """Read a secret of the person."""
    return sealing.unseal(unwrapped(wrapped, b"people"), sealed).decode()


def blind(plain: str) -> str:
    """A keyed hash that tells equal secrets without telling them."""
    return hmac.new(master(b"blind index"), plain.encode(), hashlib.sha256).hexdigest()


def wrap(plain: bytes, purpose: bytes) -> bytes:
    """Encrypt a key under the deployment's own for a purpose."""
    return sealing.seal(master(purpose), plain)


def unwrapped(sealed: bytes, purpose: bytes) -> bytes:
    """The key that `wrap` encrypted."""
    return sealing.unseal(master(purpose), sealed)
