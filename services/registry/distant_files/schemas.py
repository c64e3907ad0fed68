"""What two deployments say of files."""

from __future__ import annotations

import msgspec


class Wish(msgspec.Struct, frozen=True):
    """A file that is asked for: its hash, where it stands at its owner, how much of it has come."""

    sha256: str
    page: str
    got: int = 0


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """A part of a file; `missing`: its owner has no such file any more."""

    sha256: str
    offset: int = 0
    size: int = 0
    mime: str = ""
    data: bytes = b""
    missing: bool = False


class Kept(msgspec.Struct, frozen=True):
    """A file of another deployment that is here: its hash, size in bytes, type."""

    sha256: str
    size: int
    mime: str


class WhichFiles(msgspec.Struct, frozen=True):
    """The question which of these files are here."""

    hashes: list[str]


class Asking(msgspec.Struct, frozen=True):
    """What a home says in one call: a part of a file it was asked for, a file it asks for itself."""

    give: Part | None = None
    want: Wish | None = None


class Answering(msgspec.Struct, frozen=True):
    """What the centre answers: the files it asks for, the part that was asked of it."""

    wanted: list[Wish] = []
    part: Part | None = None
