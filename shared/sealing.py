"""What a service seals: AES-GCM under a key of its own folder, another one for each purpose."""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path
from typing import Any

import orjson
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand
from flask import current_app
from sqlalchemy import LargeBinary, TypeDecorator

ROWS = b"rows of tables"  # the purpose of the key of columns that are sealed whole
FILES = b"files of people"  # and of what lies among the files for a while: tables, lists, exports
SEALED = b"asar sealed\n"  # how such a file begins; one of before begins otherwise


@lru_cache(maxsize=16)
def derived(folder: str, purpose: bytes) -> bytes:
    """A 32-byte key for one purpose, of the key a service seals with."""
    kept = bytes.fromhex(Path(folder, "seal.key").read_text())
    return HKDFExpand(SHA256(), 32, purpose).derive(kept)


def master(purpose: bytes) -> bytes:
    """The present service's key for a purpose."""
    return derived(current_app.config["OWN_KEYS"], purpose)


def seal(key: bytes, plain: bytes) -> bytes:
    """Encrypt under a key."""
    nonce = os.urandom(12)
    return nonce + AESGCM(key).encrypt(nonce, plain, None)


def unseal(key: bytes, sealed: bytes) -> bytes:
    """Read what `seal` encrypted."""
    return AESGCM(key).decrypt(sealed[:12], sealed[12:], None)


def seal_file(plain: bytes) -> bytes:
    """A table or a list of people as the store keeps it for a while."""
    return SEALED + seal(master(FILES), plain)


def open_file(kept: bytes) -> bytes:
    """A table or a list as it came; one that was kept before they were sealed is as it came."""
    return unseal(master(FILES), kept[len(SEALED) :]) if kept.startswith(SEALED) else kept


class SealedJSON(TypeDecorator[Any]):
    """A column whose JSON the database keeps as bytes that only its service reads."""

    impl, cache_ok = LargeBinary, True

    def process_bind_param(self, value: Any, dialect: Any) -> bytes | None:
        """What the database keeps."""
        return None if value is None else seal(master(ROWS), orjson.dumps(value))

    def process_result_value(self, value: Any, dialect: Any) -> Any:
        """What the row says."""
        return None if value is None else orjson.loads(unseal(master(ROWS), value))
