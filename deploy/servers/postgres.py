"""The embedded PostgreSQL: made once, started on a Unix socket, stopped by SIGINT."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import psycopg

from deploy.home.keys import write_private
from deploy.running.processes import Child, as_account, spawn
from deploy.servers.places import Place, postgres_programs
from deploy.trouble import Trouble

ADMIN = "asar_admin"
ENV = {"LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "TZ": "UTC", "PATH": "/usr/bin:/bin"}
INITDB = [
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--locale=C.UTF-8",
    "-E",
    "UTF8",
    "-A",
    "scram-sha-256",
    "-U",
    ADMIN,
]
SETTINGS = {
    "listen_addresses": "",
    "port": "5432",
    "unix_socket_permissions": "0700",
    "shared_buffers": "128MB",
    "synchronous_commit": "on",
    "max_wal_size": "512MB",
    "io_method": "sync",
    "max_pred_locks_per_transaction": "10",  # nothing here is serializable
    "max_logical_replication_workers": "0",  # and nothing subscribed to
    "timezone": "UTC",
    "log_timezone": "UTC",
}
ARCHIVING = {
    "archive_mode": "on",
    "archive_timeout": "30s",
    "archive_command": 'cp "%p" "{0}/.%f" && sync "{0}/.%f" && mv "{0}/.%f" "{0}/%f"',
}
FORGETFUL = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


def data_folder(place: Place) -> Path:
    """The cluster's folder."""
    return place.folder / "postgres"


def outgoing(place: Place) -> Path:
    """Where finished WAL waits for being brought away, when it is archived."""
    return place.private("wal-outgoing")


def initialise(place: Place, password: str) -> None:
    """Make the cluster unless it is there; half-made ones (killed in between) are thrown away."""
    programs, data = postgres_programs(place), data_folder(place)
    if data.exists():
        check_version(programs, data)
        return
    shutil.rmtree(place.folder / "postgres.new", ignore_errors=True)
    fresh = place.private("postgres.new")
    with kept_secret(place, password) as secret:
        make_cluster(place, [programs / "initdb", "-D", fresh, "--pwfile", secret, *INITDB])
    fresh.rename(data)


@contextmanager
def kept_secret(place: Place, password: str) -> Iterator[Path]:
    """The password in a file for the servers' account, which is gone afterwards."""
    secret = place.folder / "password.new"
    write_private(secret, password.encode())
    place.give(secret)
    try:
        yield secret
    finally:
        secret.unlink()


def make_cluster(place: Place, command: list[Any]) -> None:
    """Run initdb as the servers' account; Trouble with its words."""
    done = subprocess.run(
        command,
        env=ENV,
        cwd="/",
        text=True,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        **as_account(place.account),
    )
    if done.returncode:
        raise Trouble(f"the embedded PostgreSQL could not be made:\n{done.stderr.strip()}")


def check_version(programs: Path, data: Path) -> None:
    """Refuse a cluster of another major version: its files would not be understood."""
    have = (data / "PG_VERSION").read_text().strip()
    offered = subprocess.check_output([programs / "postgres", "--version"], env=ENV, text=True).split()[2]
    if offered.split(".")[0] != have:
        raise Trouble(
            f"the data in {data} is of PostgreSQL {have}, the installed one is {offered}. "
            "Dump it with the old package and restore it, or keep the old requirements.lock"
        )


def start(
    place: Place, log: Path, durable: bool = True, archive: bool = False, connections: int = 150
) -> Child:
    """Start it; not ready yet. `durable=False` trades safety for speed (tests only); `archive` hands out
    finished WAL."""
    evict(data_folder(place) / "postmaster.pid", data_folder(place), signal.SIGINT)
    end_orphans(data_folder(place))
    settings = SETTINGS | {"unix_socket_directories": f'"{place.sockets}"'} | ({} if durable else FORGETFUL)
    settings |= {"max_connections": str(connections)} | (archiving(place) if archive else {})
    options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    return spawn(
        "postgres",
        [str(postgres_programs(place) / "postgres"), "-D", str(data_folder(place)), *options],
        log,
        env=ENV,
        account=place.account,
        stop_signal=signal.SIGINT,
    )


def archiving(place: Place) -> dict[str, str]:
    """The settings by which finished WAL is handed out, at the latest half a minute after a change."""
    folder = str(outgoing(place))
    return {name: value.replace("{0}", folder) for name, value in ARCHIVING.items()}


def evict(pid_file: Path, folder: Path, signum: signal.Signals) -> None:
    """Wait for a server left by a killed supervisor to finish;
    a pid file without its server is stale and goes."""
    if not pid_file.exists():
        return
    first = pid_file.read_text().split("\n", 1)[0].strip()
    ends = time.monotonic() + 20
    while first.isdecimal() and works_in(int(first), folder):
        if time.monotonic() > ends:
            raise Trouble(
                f"an earlier server still works in {folder}. Stop it: kill -{signum.name[3:]} {first}"
            )
        time.sleep(0.05)
    pid_file.unlink(missing_ok=True)


def end_orphans(folder: Path, seconds: float = 2) -> None:
    """End what a killed server left: a long statement keeps a child alive, and with it the shared memory
    without which no new server starts. They are asked to leave as in a crash, then killed."""
    for signum in (signal.SIGQUIT, signal.SIGKILL):
        ends = time.monotonic() + seconds
        for pid in orphans(folder):
            with suppress(ProcessLookupError):
                os.kill(pid, signum)
        while orphans(folder) and time.monotonic() < ends:
            time.sleep(0.02)


def orphans(folder: Path) -> list[int]:
    """The PostgreSQL processes that work in that folder."""
    found = (int(entry.name) for entry in Path("/proc").glob("[0-9]*"))
    return [pid for pid in found if works_in(pid, folder) and is_postgres(pid)]


def is_postgres(pid: int) -> bool:
    """Whether that process is a server's, not somebody's shell in its folder."""
    try:
        return Path(f"/proc/{pid}/exe").readlink().name.split(" ")[0] == "postgres"
    except OSError:
        return False


def works_in(pid: int, folder: Path) -> bool:
    """Whether that process lives and works in that folder (a number taken over by
    another program does not)."""
    try:
        return Path(f"/proc/{pid}/cwd").readlink() == folder.resolve()
    except OSError:
        return False


def wait_until_ready(child: Child, url: str, seconds: float = 60) -> None:
    """Return when it answers. Raises Trouble with its last words when it ends or does not."""
    ends = time.monotonic() + seconds
    while time.monotonic() < ends and child.is_alive:
        try:
            psycopg.connect(url, connect_timeout=5).close()
            return
        except psycopg.OperationalError:
            time.sleep(0.02)
    raise Trouble(f"the embedded PostgreSQL did not start. The end of {child.log}:\n{child.last_words()}")
