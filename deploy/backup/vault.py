"""Where backups lie: a folder or an S3-compatible bucket. The same content is kept once, so the next
backup brings only what changed."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import obstore
from obstore.exceptions import BaseError

from deploy.backup.sealing import FORMAT, Lock, Sealer, make_lock, unlock
from deploy.trouble import Trouble

if TYPE_CHECKING:
    from obstore.store import LocalStore, S3Store

LOCK = "asar-backup.json"
LARGEST_PIECE = 2**20
NEWER = "the backups in {0} were made by a newer Asar (format {1}); use that one"
NO_BACKUP = "there is no backup of Asar in {0}"
UNREACHABLE = "{0} cannot be used for backups: {1}"


@dataclass
class Vault:
    """An opened place. `brought` counts what had to be written since it was opened, in bytes."""

    target: str
    store: LocalStore | S3Store
    root: str
    sealer: Sealer
    pieces: set[str] = field(default_factory=set)
    brought: int = 0

    def put(self, place: str, content: bytes, pack: bool = True) -> None:
        """Keep content at a place, whole or not at all; `pack` off for what is packed already."""
        closed = self.sealer.close(place, content, pack)
        obstore.put(self.store, self.root + place, closed)
        self.brought += len(closed)

    def get(self, place: str) -> bytes:
        """What is kept at a place; Trouble when it is gone or altered."""
        try:
            kept = bytes(obstore.get(self.store, self.root + place).bytes())
        except (BaseError, OSError) as error:
            raise Trouble(f"{place} is missing in {self.target}: {first_line(error)}") from None
        return self.sealer.open(place, kept)

    def names(self, folder: str) -> set[str]:
        """The places that there are in a folder of the vault, without the folder."""
        start = f"{self.root}{folder}/"
        rows = (row for batch in obstore.list(self.store, start) for row in batch)
        return {row["path"].removeprefix(start) for row in rows}

    def keep_piece(self, content: bytes) -> str:
        """Keep one piece unless it is there; its name."""
        name = self.sealer.name(content)
        if name not in self.pieces:
            self.put(piece_place(name), content)
            self.pieces.add(name)
        return name

    def keep_all(self, contents: Iterable[bytes]) -> tuple[str, ...]:
        """Keep the pieces of one file; their names in order."""
        return tuple(self.keep_piece(content) for content in contents)

    def piece(self, name: str) -> bytes:
        """A piece by its name."""
        return self.get(piece_place(name))

    def look(self) -> None:
        """Learn which pieces are there already."""
        self.pieces = {name.rsplit("/", 1)[-1] for name in self.names("pieces")}

    def settle(self) -> None:
        """Return when a folder's disk has it all: only then a backup may be called taken."""
        if not self.target.startswith("s3://"):
            os.sync()


def piece_place(name: str) -> str:
    """Where a piece lies."""
    return f"pieces/{name[:2]}/{name}"


def first_line(error: BaseException) -> str:
    """The first line of an error's words; obstore adds pages of its own state to them."""
    return str(error).strip().split("\n", 1)[0]


@contextmanager
def in_words(target: str) -> Iterator[None]:
    """A place that fails is named in plain words."""
    try:
        yield
    except (BaseError, OSError) as error:
        raise Trouble(UNREACHABLE.format(target, first_line(error))) from error


def open_vault(target: str, passphrase: str | None, make: bool = False) -> Vault:
    """Open the place of backups; with `make` an empty one is prepared.
    Raises Trouble when there is none, or when the passphrase does not fit."""
    with in_words(target):
        store, root = opened(target, make)
        kept = read_lock(store, root)
        if kept is None and not make:
            raise Trouble(NO_BACKUP.format(target))
        kept = kept or first_lock(store, root, passphrase)
        if kept.format > FORMAT:
            raise Trouble(NEWER.format(target, kept.format))
        return Vault(target, store, root, unlock(kept, passphrase, target))


def first_lock(store: LocalStore | S3Store, root: str, passphrase: str | None) -> Lock:
    """A new lock for an empty place, or the one that somebody put there meanwhile: never a second."""
    lock, _sealer = make_lock(passphrase)
    try:
        obstore.put(store, root + LOCK, msgspec.json.encode(lock), mode="create")
    except obstore.exceptions.AlreadyExistsError:
        return read_lock(store, root) or lock
    return lock


def opened(target: str, make: bool) -> tuple[LocalStore | S3Store, str]:
    """The store of a target, and what all names in it begin with."""
    from shared.files import open_store

    if target.startswith("s3://"):
        bucket, _slash, prefix = target[5:].strip("/").partition("/")
        return open_store({**os.environ, "ASAR_FILES": f"s3://{bucket}"}), f"{prefix}/" if prefix else ""
    folder = Path(target).expanduser().resolve()
    if not folder.is_dir():
        if not make:
            raise Trouble(NO_BACKUP.format(folder))
        folder.mkdir(mode=0o700, parents=True)
    return open_store({"ASAR_FILES": str(folder)}), ""


def read_lock(store: LocalStore | S3Store, root: str) -> Lock | None:
    """The lock of a place, None where there is none yet."""
    try:
        kept = bytes(obstore.get(store, root + LOCK).bytes())
    except (obstore.exceptions.NotFoundError, FileNotFoundError):
        return None
    return msgspec.json.decode(kept, type=Lock)
