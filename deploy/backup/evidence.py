"""Evidence is named by its hash and only ever added: what the vault has not is brought, nothing twice."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import obstore
from obstore.exceptions import NotFoundError

from deploy.backup.moment import File
from deploy.backup.vault import LARGEST_PIECE, Vault

if TYPE_CHECKING:
    from obstore.store import LocalStore, S3Store

HANDS = 4
ASIDE = "/aside/"


def places(store: LocalStore | S3Store) -> Iterator[str]:
    """Every path of an evidence store."""
    for batch in obstore.list(store):
        yield from (row["path"] for row in batch)


def bring(vault: Vault, env: Mapping[str, str]) -> int:
    """Keep the evidence that the vault has not; how many files there are. Call it after the databases
    were copied: a file is stored before the row that names it, so none that a row names is left out."""
    from shared.files import open_store

    store, there = open_store(env), {name.rsplit("/", 1)[-1] for name in vault.names("evidence")}
    named = {vault.sealer.name(path.encode()): path for path in places(store) if ASIDE not in path}

    def one(name: str) -> None:
        body = bytes(obstore.get(store, named[name]).bytes())
        vault.put(place_of(name), named[name].encode() + b"\n" + body, pack=False)

    in_parallel(one, named.keys() - there)
    return len(named)


def place_of(name: str) -> str:
    """Where a file of evidence lies in the vault."""
    return f"evidence/{name[:2]}/{name}"


def in_parallel(do: Callable[[str], None], names: set[str]) -> None:
    """Do it for every name, some at a time; the first trouble ends it."""
    with ThreadPoolExecutor(HANDS) as pool:
        for _done in pool.map(do, sorted(names)):
            pass


def bring_aside(vault: Vault, env: Mapping[str, str]) -> list[File]:
    """Keep what the services laid aside for a while; it may end while we look."""
    from shared.files import open_store

    store, found = open_store(env), []
    for path in [path for path in places(store) if ASIDE in path]:
        try:
            body = bytes(obstore.get(store, path).bytes())
        except (NotFoundError, FileNotFoundError):
            continue
        found.append(File(path, 0o600, vault.keep_all(cut(body))))
    return found


def cut(body: bytes) -> Iterator[bytes]:
    """A body in pieces."""
    for start in range(0, len(body), LARGEST_PIECE):
        yield body[start : start + LARGEST_PIECE]


def put_back(vault: Vault, env: Mapping[str, str], aside: list[File]) -> int:
    """Write all evidence of the vault into a store, and what was laid aside; how many files of evidence."""
    from shared.files import open_store

    store, names = open_store(env), vault.names("evidence")

    def one(name: str) -> None:
        path, _line, body = vault.get(f"evidence/{name}").partition(b"\n")
        obstore.put(store, path.decode(), body)

    in_parallel(one, names)
    for file in aside:
        obstore.put(store, file.path, b"".join(map(vault.piece, file.pieces)))
    return len(names)
