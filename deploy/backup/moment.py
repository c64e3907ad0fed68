"""A moment: what one backup holds, and what a restored home is compared with."""

from __future__ import annotations

from datetime import UTC, datetime

import msgspec

from deploy.backup.vault import Vault
from deploy.trouble import Trouble

CLUSTER, DUMPS = "cluster", "dumps"
FORM = "%Y%m%dT%H%M%S.%fZ"


class File(msgspec.Struct, frozen=True):
    """A file: its path from its folder, its mode, the pieces it is made of."""

    path: str
    mode: int
    pieces: tuple[str, ...]


class Counted(msgspec.Struct, frozen=True):
    """Rows of one table before and after its database was copied; equal where nobody wrote."""

    service: str
    table: str
    before: int
    after: int


class Chain(msgspec.Struct, frozen=True):
    """The end of a service's chain of acts before its database was copied."""

    service: str
    number: int
    hash: str


class Wal(msgspec.Struct, frozen=True):
    """Which cluster it is, and the WAL segment its copy begins in; archived ones carry it further."""

    system: str
    first: str


class Moment(msgspec.Struct, frozen=True):
    """One backup. `kind` is "cluster" (the embedded PostgreSQL file by file) or "dumps" (a dump a database);
    `revisions` are the tables' revisions by service, `data` the files of the databases, `home` keys and what
    else lies in the home, `evidence` how many files of it there are."""

    name: str
    kind: str
    prefix: str
    postgres: int
    began: datetime
    ended: datetime
    revisions: dict[str, str]
    chains: list[Chain]
    folders: list[str]
    data: list[File]
    counted: list[Counted] = []
    home: list[File] = []
    aside: list[File] = []
    evidence: int = 0
    wal: Wal | None = None


def name_of(when: datetime) -> str:
    """A name by which moments stand in order of time."""
    return when.astimezone(UTC).strftime(FORM)


def keep(vault: Vault, moment: Moment) -> None:
    """Write a moment down, last of all: what is not named here was never taken."""
    vault.settle()
    vault.put(f"moments/{moment.name}", msgspec.json.encode(moment))
    vault.settle()


def moment_names(vault: Vault) -> list[str]:
    """The moments of a vault, oldest first."""
    return sorted(vault.names("moments"))


def find(vault: Vault, at: datetime | None = None) -> Moment:
    """The newest moment, or the newest that had ended by `at`; Trouble when there is none."""
    for name in reversed(moment_names(vault)):
        if at is not None and name > name_of(at):
            continue
        found = read(vault, name)
        if at is None or found.ended <= at:
            return found
    raise Trouble(none_found(vault, at))


def read(vault: Vault, name: str) -> Moment:
    """A moment by its name."""
    return msgspec.json.decode(vault.get(f"moments/{name}"), type=Moment)


def none_found(vault: Vault, at: datetime | None) -> str:
    """Why there is no such moment."""
    names = moment_names(vault)
    if at is None or not names:
        return f"there is no finished backup in {vault.target}"
    return f"the oldest backup in {vault.target} is of {names[0]}; there is none of {name_of(at)} or before"
