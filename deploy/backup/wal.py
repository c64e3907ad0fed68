"""Archived WAL: every change since the copy, so that a home comes back as it was half a minute ago, or at
any time before. PostgreSQL hands finished segments to a folder beside its data; the process of backups
brings them into the vault."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import psycopg

from deploy.backup import evidence
from deploy.backup.moment import Moment
from deploy.backup.vault import Vault
from deploy.servers import postgres
from deploy.servers.places import Place
from deploy.trouble import Trouble

PATIENCE = 1800.0
PER_LOG = 256
SEGMENT = 24
INCOMING = "wal-incoming"
IDENTITY = "SELECT system_identifier::text FROM pg_control_system()"
IN_HAND = """SELECT count(*) FROM pg_ls_archive_statusdir() WHERE name LIKE '%.ready'"""
LAST_CHANGE = "SELECT pg_is_in_recovery(), pg_last_xact_replay_timestamp()"


def ship(vault: Vault, system: str, place: Place, env: Mapping[str, str]) -> int:
    """Bring what PostgreSQL handed out into the vault, and the evidence its rows may name before it; how
    many segments. What is safe there goes from the folder."""
    waiting = sorted(path for path in postgres.outgoing(place).iterdir() if not path.name.startswith("."))
    if not waiting:
        return 0
    evidence.bring(vault, env)
    for path in waiting:
        vault.put(f"wal/{system}/{path.name}", path.read_bytes())
    vault.settle()
    for path in waiting:
        path.unlink()
    return len(waiting)


def identity(admin_url: str) -> str:
    """The identity of the running cluster."""
    with psycopg.connect(admin_url) as connection:
        row = connection.execute(IDENTITY).fetchone()
        return str(row[0]) if row else ""


@dataclass(frozen=True)
class Carried:
    """How a copy was carried on: whether there was any WAL, the time of the last change that came back, and
    how many archived segments could not be used because one before them is missing."""

    any: bool
    unused: int = 0
    until: datetime | None = None


def all_handed_out(admin_url: str) -> bool:
    """Whether PostgreSQL has no finished WAL in hand any more."""
    with psycopg.connect(admin_url) as connection:
        row = connection.execute(IN_HAND).fetchone()
        return row is not None and row[0] == 0


def prepare(vault: Vault, place: Place, moment: Moment, at: datetime | None) -> Carried:
    """Lay out the archived WAL that carries a restored cluster on."""
    if moment.wal is None:
        return Carried(False)
    there = sorted(vault.names(f"wal/{moment.wal.system}"))
    needed, unused = usable(there, moment)
    if not any(len(name) == SEGMENT for name in needed):
        return Carried(False, unused)
    folder = place.private(INCOMING)
    for name in needed:
        target = folder / name
        target.write_bytes(vault.get(f"wal/{moment.wal.system}/{name}"))
        place.give(target)
    write_goal(place, folder, at)
    return Carried(True, unused)


def usable(there: Sequence[str], moment: Moment) -> tuple[list[str], int]:
    """The archived segments that follow on what the copy itself holds, with no hole between, and how many
    are behind a hole."""
    own = [Path(file.path).name for file in moment.data if file.path.startswith("pg_wal/0")]
    last = max(number(name) for name in own if len(name) == SEGMENT)
    numbers = {number(name) for name in there if len(name) == SEGMENT}
    while last + 1 in numbers:
        last += 1
    kept = [name for name in there if name.endswith(".history") or number(name) <= last]
    first = number(moment.wal.first) if moment.wal else 0
    kept = [name for name in kept if name.endswith(".history") or number(name) >= first]
    return kept, sum(one > last for one in numbers)


def number(segment: str) -> int:
    """The place of a segment in the row of all, whatever its timeline."""
    return int(segment[8:16], 16) * PER_LOG + int(segment[16:24], 16)


def write_goal(place: Place, folder: Path, at: datetime | None) -> None:
    """Tell PostgreSQL where the WAL is and how far to go: all of it, or up to a time."""
    data = postgres.data_folder(place)
    goal = [f'restore_command = \'cp "{folder}/%f" "%p"\'', "recovery_target_action = 'promote'"]
    if at is not None:
        goal.append(f"recovery_target_time = '{at.isoformat()}'")
    for name, words in (("recovery.signal", ""), ("postgresql.auto.conf", "\n".join(goal) + "\n")):
        (data / name).write_text(words)
        (data / name).chmod(0o600)
        place.give(data / name)


def go_on_without_time(place: Place) -> None:
    """The WAL ends before the time that was asked for: all of it is wanted."""
    settings = postgres.data_folder(place) / "postgresql.auto.conf"
    kept = [line for line in settings.read_text().splitlines() if not line.startswith("recovery_target_time")]
    settings.write_text("\n".join(kept) + "\n")


def finish(place: Place, admin_url: str) -> datetime | None:
    """Wait until it stands on its own; the time of the last change that came back, None when there was none
    after the copy."""
    last: datetime | None = None
    for recovering, changed in states(admin_url):
        last = changed or last
        if not recovering:
            break
    (postgres.data_folder(place) / "postgresql.auto.conf").write_text("")
    shutil.rmtree(place.folder / INCOMING)
    return last


def states(admin_url: str) -> Iterator[tuple[bool, datetime | None]]:
    """Whether it still recovers, and the last change it replayed, again and again."""
    ends = time.monotonic() + PATIENCE
    while time.monotonic() < ends:
        with psycopg.connect(admin_url) as connection:
            row = connection.execute(LAST_CHANGE).fetchone()
        if row:
            yield bool(row[0]), row[1]
        time.sleep(0.1)
    raise Trouble(f"the databases did not finish reading their WAL in {PATIENCE:.0f} s")
