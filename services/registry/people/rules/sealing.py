"""Personal secrets: AES-GCM under a key of the person's own, itself wrapped by the deployment's key.
Destroying it erases them."""

from __future__ import annotations

import hashlib
import hmac
import os
from functools import lru_cache
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand
from flask import current_app

PROGRAMME = b"programme"  # what the programme's keys are wrapped for


@lru_cache(maxsize=16)
def derived(folder: str, purpose: bytes) -> bytes:
    """A 32-byte key for one purpose, of the key this service seals with."""
    kept = bytes.fromhex(Path(folder, "seal.key").read_text())
    return HKDFExpand(SHA256(), 32, purpose).derive(kept)


def master(purpose: bytes) -> bytes:
    """The deployment's key for a purpose."""
    return derived(current_app.config["OWN_KEYS"], purpose)


def new_key() -> bytes:
    """A wrapped key for a new person."""
    nonce = os.urandom(12)
    return nonce + AESGCM(master(b"people")).encrypt(nonce, AESGCM.generate_key(256), None)


def seal(wrapped: bytes, plain: str) -> bytes:
    """Encrypt a secret of the person."""
    nonce = os.urandom(12)
    return nonce + AESGCM(unwrap(wrapped)).encrypt(nonce, plain.encode(), None)


def unseal(wrapped: bytes, sealed: bytes) -> str:
    """Read a secret of the person."""
    return AESGCM(unwrap(wrapped)).decrypt(sealed[:12], sealed[12:], None).decode()


def unwrap(wrapped: bytes) -> bytes:
    """The person's own key."""
    return AESGCM(master(b"people")).decrypt(wrapped[:12], wrapped[12:], None)


def blind(plain: str) -> str:
    """A keyed hash that tells equal secrets without telling them."""
    return hmac.new(master(b"blind index"), plain.encode(), hashlib.sha256).hexdigest()


def wrap(plain: bytes, purpose: bytes) -> bytes:
    """Encrypt a key under the deployment's own for a purpose."""
    nonce = os.urandom(12)
    return nonce + AESGCM(master(purpose)).encrypt(nonce, plain, None)


def unwrapped(sealed: bytes, purpose: bytes) -> bytes:
    """The key that `wrap` encrypted."""
    return AESGCM(master(purpose)).decrypt(sealed[:12], sealed[12:], None)
