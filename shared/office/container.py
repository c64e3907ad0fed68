"""The old container of Microsoft Office: a file of before 2007, or a new one behind a password."""

from __future__ import annotations

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")


def is_old(data: bytes) -> bool:
    """Whether it is no package of XML but the old container."""
    return data.startswith(OLE)


def has_password(data: bytes) -> bool:
    """Whether the old container holds an encrypted package."""
    return is_old(data) and ENCRYPTED_STREAM in data
