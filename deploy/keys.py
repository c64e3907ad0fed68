"""Key material of one installation: made once, readable by its owner only, never printed."""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from pathlib import Path

from deploy.settings import SERVICES


def make_keys(folder: Path) -> None:
    """`secret.key` and an ES256 pair for each service, unless they are there."""
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)
    if not (folder / "secret.key").exists():
        write_private(folder / "secret.key", secrets.token_hex(32).encode())
    for service in SERVICES:
        if not (folder / f"{service}.pub.pem").exists():
            make_pair(folder, service)


def make_pair(folder: Path, service: str) -> None:
    """A service's private and public key; the public one last, so that a half-made pair is made again."""
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    write_private(
        folder / f"{service}.pem",
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        ),
    )
    write_private(
        folder / f"{service}.pub.pem",
        key.public_key().public_bytes(
            serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
        ),
    )


def write_private(file: Path, content: bytes) -> None:
    """Write a file that only its owner can read; whole or not at all."""
    fresh = file.with_name(f".{file.name}.new")
    fresh.unlink(missing_ok=True)
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as target:
        target.write(content)
    fresh.rename(file)


def derive(folder: Path, purpose: str) -> str:
    """A password or mark for one purpose, 64 hex digits; the same as long as `secret.key` is the same."""
    secret = (folder / "secret.key").read_bytes().strip()
    return hmac.new(secret, f"asar:{purpose}".encode(), hashlib.sha256).hexdigest()
