"""Key material of one installation: made once, readable by its owner only, never printed.

keys/secret.key            of the installation: passwords of the databases come of it; no service reads it
keys/public/<service>.pem  by which a neighbour's questions are known to be his; all read them
keys/<service>/            what that service alone reads (`deploy/running/walling.py` holds the others off):
    sign.pem               signs its questions
    own.key                signs what only it takes back
    forms.key              signs forms: one for all, see `shared/web/settings.py`
    seal.key               of its keys for what it seals: secrets of people, rows and files that wait
"""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from pathlib import Path

from deploy.settings import SERVICES

SIGNS, OWN, FORMS, SEALS, PUBLIC = "sign.pem", "own.key", "forms.key", "seal.key", "public"


def make_keys(folder: Path) -> None:
    """The installation's secret and what each service has of its own, unless they are there."""
    folder.mkdir(parents=True, exist_ok=True)
    if not (folder / "secret.key").exists():
        write_private(folder / "secret.key", secrets.token_hex(32).encode())
    for each in (folder, folder / PUBLIC, *(folder / service for service in SERVICES)):
        each.mkdir(exist_ok=True)
        each.chmod(0o700)
    for service in SERVICES:
        take_older(folder, service)
        if not all(file.exists() for file in pair_of(folder, service)):
            make_pair(folder, service)
        write_missing(folder, service)


def pair_of(folder: Path, service: str) -> tuple[Path, Path]:
    """Where a service's private and public key stand."""
    return folder / service / SIGNS, folder / PUBLIC / f"{service}.pem"


def older_pair(folder: Path, service: str) -> tuple[Path, Path]:
    """Where they stood when all services read one folder."""
    return folder / f"{service}.pem", folder / f"{service}.pub.pem"


def take_older(folder: Path, service: str) -> None:
    """Bring a pair of an older version, which all services could read, to its place."""
    for old, new in zip(older_pair(folder, service), pair_of(folder, service), strict=True):
        if old.exists():
            old.replace(new)


def leave_to_older(folder: Path) -> None:
    """Lay the pairs where an older version looks for them; the next start of this one takes them back."""
    for service in SERVICES:
        for old, new in zip(older_pair(folder, service), pair_of(folder, service), strict=True):
            if new.exists():
                write_private(old, new.read_bytes())


def kept_by(service: str) -> tuple[str, ...]:
    """The key files of a service, beneath the folder of all: its own, and the public ones."""
    own = (f"{service}/{name}" for name in (SIGNS, OWN, FORMS, SEALS))
    return (*own, *(f"{PUBLIC}/{name}.pem" for name in SERVICES))


def write_missing(folder: Path, service: str) -> None:
    """What comes of the installation's secret: the same again wherever it was lost."""
    made = {OWN: derive(folder, f"service:{service}"), FORMS: derive(folder, "forms")}
    made[SEALS] = sealing(folder, service)
    for name, content in made.items():
        if not (folder / service / name).exists():
            write_private(folder / service / name, content.encode())


def sealing(folder: Path, service: str) -> str:
    """What keys that seal are expanded from, 64 hex digits: the first half of HKDF; a service does the second
    for each purpose. An older version did both in registry, so what it sealed is read."""
    secret = (folder / "secret.key").read_bytes().strip()
    salt = bytes(32) if service == "registry" else service.encode()
    return hmac.new(salt, secret, hashlib.sha256).hexdigest()


def make_pair(folder: Path, service: str) -> None:
    """A service's private and public key."""
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    private, public = pair_of(folder, service)
    key = ec.generate_private_key(ec.SECP256R1())
    public.unlink(missing_ok=True)  # a pair is whole when the public one is there
    write_private(
        private,
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        ),
    )
    write_private(
        public,
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
