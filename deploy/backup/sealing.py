"""How a piece is closed: packed, then encrypted with a key that only the passphrase opens."""

from __future__ import annotations

import hashlib
import hmac
import os
import zlib
from dataclasses import dataclass

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from deploy.trouble import Trouble

FORMAT = 1
COST = 2**15
NONCE, DIGEST = 12, 32
PLAIN, PACKED = b"\0", b"\1"
WRONG = "ASAR_BACKUP_PASSPHRASE does not open the backups in {0}; nothing was changed"
MISSING = "the backups in {0} are encrypted: set ASAR_BACKUP_PASSPHRASE"
OPEN = (
    "the backups in {0} are not encrypted, but ASAR_BACKUP_PASSPHRASE is set: "
    "choose an empty place for encrypted ones"
)
SPOILT = "{0} is not what was written there: the piece was altered or the medium is failing"


class Lock(msgspec.Struct, frozen=True):
    """What lies beside the pieces, readable by all: the format, and the data key wrapped by the
    passphrase; without one both are empty and nothing is encrypted."""

    format: int
    salt: str = ""
    wrapped: str = ""


@dataclass(frozen=True)
class Sealer:
    """Closes and opens pieces and names them; `key` empty: they are packed and summed, not encrypted."""

    key: bytes

    def name(self, content: bytes) -> str:
        """Its hash, or with a key a name that tells strangers nothing; 64 hex digits."""
        if not self.key:
            return hashlib.sha256(content).hexdigest()
        return hmac.new(self.purpose(b"names"), content, hashlib.sha256).hexdigest()

    def close(self, place: str, content: bytes, pack: bool = True) -> bytes:
        """Content as it is kept at a place; moved elsewhere it does not open."""
        packed = zlib.compress(content, 1) if pack else content
        body = PACKED + packed if len(packed) < len(content) else PLAIN + content
        if not self.key:
            return hashlib.sha256(body).digest() + body
        nonce = os.urandom(NONCE)
        return nonce + AESGCM(self.purpose(b"pieces")).encrypt(nonce, body, place.encode())

    def open(self, place: str, kept: bytes) -> bytes:
        """What was closed there; Trouble when it is no longer that."""
        body = self.decrypted(place, kept) if self.key else self.summed(kept)
        if not body:
            raise Trouble(SPOILT.format(place))
        return zlib.decompress(body[1:]) if body[:1] == PACKED else body[1:]

    def decrypted(self, place: str, kept: bytes) -> bytes:
        """The body of an encrypted piece; empty when it was altered."""
        try:
            cipher = AESGCM(self.purpose(b"pieces"))
            return cipher.decrypt(kept[:NONCE], kept[NONCE:], place.encode())
        except (InvalidTag, ValueError):
            return b""

    def summed(self, kept: bytes) -> bytes:
        """The body of a piece that is not encrypted; empty when its sum is another."""
        body = kept[DIGEST:]
        return body if hashlib.sha256(body).digest() == kept[:DIGEST] else b""

    def purpose(self, what: bytes) -> bytes:
        """A key for one purpose."""
        return hmac.new(self.key, what, hashlib.sha256).digest()


def make_lock(passphrase: str | None) -> tuple[Lock, Sealer]:
    """A new lock, and what works with it."""
    if not passphrase:
        return Lock(FORMAT), Sealer(b"")
    salt, key, nonce = os.urandom(16), os.urandom(32), os.urandom(NONCE)
    wrapped = nonce + AESGCM(stretched(passphrase, salt)).encrypt(nonce, key, b"asar backup")
    return Lock(FORMAT, salt.hex(), wrapped.hex()), Sealer(key)


def unlock(lock: Lock, passphrase: str | None, place: str) -> Sealer:
    """What works with a lock that is there. Raises Trouble when the passphrase is wrong, missing or one
    too many."""
    if not lock.wrapped:
        if passphrase:
            raise Trouble(OPEN.format(place))
        return Sealer(b"")
    if not passphrase:
        raise Trouble(MISSING.format(place))
    wrapped = bytes.fromhex(lock.wrapped)
    try:
        cipher = AESGCM(stretched(passphrase, bytes.fromhex(lock.salt)))
        return Sealer(cipher.decrypt(wrapped[:NONCE], wrapped[NONCE:], b"asar backup"))
    except InvalidTag:
        raise Trouble(WRONG.format(place)) from None


def stretched(passphrase: str, salt: bytes) -> bytes:
    """The key of a passphrase; a guess costs 32 MB and a tenth of a second."""
    return Scrypt(salt=salt, length=32, n=COST, r=8, p=1).derive(passphrase.encode())
