"""The embedded PostgreSQL, file by file: pg_basebackup copies all its databases to one moment while it
works; pg_verifybackup says that what came back is what was copied."""

from __future__ import annotations

import os
import subprocess
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import psycopg

from deploy.backup.dumps import client_env
from deploy.backup.moment import File, Wal
from deploy.backup.vault import LARGEST_PIECE, Vault
from deploy.servers import postgres
from deploy.servers.places import Place, postgres_programs
from deploy.trouble import Trouble

BESIDE = ("postmaster.pid", "postmaster.opts")
HOLD = "SELECT pg_create_physical_replication_slot(%s, true, true)"
IDENTITY = "SELECT system_identifier::text FROM pg_control_system()"


@dataclass(frozen=True)
class Copied:
    """A copied cluster: its folders, its files, and where it begins in the WAL."""

    folders: list[str]
    files: list[File]
    wal: Wal


def copy(vault: Vault, place: Place, admin_url: str) -> Copied:
    """Copy the running cluster into the vault."""
    folders: list[str] = []
    files: list[File] = []
    with held_wal(admin_url) as system, copying(place, admin_url) as stream:
        with tarfile.open(fileobj=stream, mode="r|", bufsize=2**20) as archive:
            for member in archive:
                if member.isdir():
                    folders.append(member.name)
                elif member.isfile() and member.name not in BESIDE:
                    body = archive.extractfile(member)
                    files.append(File(member.name, member.mode, vault.keep_all(pieces_of(body))))
    return Copied(folders, files, Wal(system, first_segment(vault, files)))


def pieces_of(body: IO[bytes] | None) -> Iterator[bytes]:
    """A file's bytes in pieces."""
    while body and (piece := body.read(LARGEST_PIECE)):
        yield piece


@contextmanager
def held_wal(admin_url: str) -> Iterator[str]:
    """The cluster's identity; while inside, it throws away no WAL that the copy will need."""
    with psycopg.connect(admin_url, autocommit=True) as connection:
        connection.execute(HOLD, [f"asar_backup_{os.getpid()}"])
        row = connection.execute(IDENTITY).fetchone()
        yield row[0] if row else ""


@contextmanager
def copying(place: Place, admin_url: str) -> Iterator[IO[bytes]]:
    """pg_basebackup's tar as it comes; Trouble with its words when it fails."""
    program = str(postgres_programs(place) / "pg_basebackup")
    options = ["-D", "-", "-Ft", "-X", "fetch", "--checkpoint=fast", "--no-sync", "-w"]
    with subprocess.Popen(
        [program, *options], env=client_env(admin_url), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as running:
        if running.stdout is None or running.stderr is None:
            raise AssertionError("a pipe was asked for")
        yield running.stdout
        running.stdout.read()
        words = running.stderr.read().decode(errors="replace").strip()
    if running.returncode:
        raise Trouble(f"the databases could not be copied: {words}")


def first_segment(vault: Vault, files: list[File]) -> str:
    """The WAL segment a copy begins in, by its label."""
    label = next(file for file in files if file.path == "backup_label")
    words = b"".join(map(vault.piece, label.pieces)).decode()
    return words.split("(file ", 1)[1].split(")", 1)[0]


def put_back(vault: Vault, place: Place, folders: list[str], files: list[File]) -> None:
    """Write the cluster into a home that has none, for the servers' account alone, and verify it."""
    fresh = place.private("postgres.new")
    for name in sorted(folders):
        make_folder(place, fresh, fresh / name)
    for file in files:
        make_folder(place, fresh, (fresh / file.path).parent)
        write(vault, place, fresh / file.path, file)
    verify(place, fresh)
    fresh.rename(postgres.data_folder(place))


def make_folder(place: Place, top: Path, folder: Path) -> None:
    """A folder and those above it, up to the top."""
    if folder != top and not folder.is_dir():
        make_folder(place, top, folder.parent)
        folder.mkdir(mode=0o700)
        place.give(folder)


def write(vault: Vault, place: Place, target: Path, file: File) -> None:
    """One file from its pieces."""
    with os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:
        for name in file.pieces:
            out.write(vault.piece(name))
    place.give(target)


def verify(place: Place, folder: Path) -> None:
    """Let PostgreSQL itself compare every file with the sums it took while copying."""
    command: list[Any] = [postgres_programs(place) / "pg_verifybackup", "-q", "-n", folder]
    done = subprocess.run(command, env=postgres.ENV, text=True, capture_output=True)
    if done.returncode:
        raise Trouble(f"the restored databases are not what was copied:\n{done.stderr.strip()}")
