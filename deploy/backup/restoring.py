"""Bringing a backup back into an empty home. Until it is whole the home carries a mark: nothing starts in it,
and the same command begins anew."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import psycopg

from deploy.backup import cluster, dumps, evidence, homefiles, wal
from deploy.backup.moment import CLUSTER, Moment, find
from deploy.backup.taking import libpq_urls, store_env
from deploy.backup.vault import Vault, in_words, open_vault
from deploy.home.holding import wait_for_lock
from deploy.home.state import restore_mark
from deploy.running.processes import stop_all
from deploy.servers import postgres
from deploy.servers.databases import provision
from deploy.servers.pair import Servers
from deploy.servers.places import Place, find_place, forget_place, postgres_programs
from deploy.settings import Settings
from deploy.trouble import Trouble

FULL = "{0} is not empty ({1}); restore into an empty home: --home DIR"
OTHER_PREFIX = "the backup's databases begin with {0}_: set ASAR_DATABASE_PREFIX={0}"
OTHER_KIND = (
    "this backup is of an embedded PostgreSQL, file by file; servers of one's own need one taken with "
    "`./asar backup --portable`. Without ASAR_DATABASE_URL it can be restored here"
)
TOO_SHORT = "recovery ended before configured recovery target was reached"


@dataclass(frozen=True)
class Restored:
    """What came back: the moment of the backup, how archived WAL carried it on, how much evidence."""

    moment: Moment
    carried: wal.Carried
    evidence: int


def restore(settings: Settings, target: str, at: datetime | None = None, carry: bool = True) -> Restored:
    """Bring back the newest state, or that of `at`; without `carry` just as it was copied. Raises Trouble
    before anything is written when the home is not empty, or the backup does not fit it."""
    with in_words(target):
        vault = open_vault(target, settings.passphrase)
        moment = find(vault, at)
        check_fits(settings, moment)
        with empty_home(settings):
            homefiles.put_back(vault, settings.home, moment.home)
            count = evidence.put_back(vault, store_env(settings), moment.aside)
            carried = bring_data(settings, vault, moment, at, carry)
    return Restored(moment, carried, count)


def check_fits(settings: Settings, moment: Moment) -> None:
    """Refuse what could not work here."""
    if moment.kind != CLUSTER:
        return
    if settings.database_url:
        raise Trouble(OTHER_KIND)
    if settings.prefix != moment.prefix:
        raise Trouble(OTHER_PREFIX.format(moment.prefix))


@contextmanager
def empty_home(settings: Settings) -> Iterator[None]:
    """The locked home, empty at first and marked until all is there."""
    handle = wait_for_lock(settings.home, 60, half_restored=True)
    if handle is None:
        raise Trouble(f"Asar is running in {settings.home}; stop it first (Ctrl-C where it runs)")
    try:
        begin(settings.home)
        yield
        restore_mark(settings.home).unlink()
    finally:
        os.close(handle)


def begin(home: Path) -> None:
    """Mark an empty home; what an interrupted restore left goes."""
    if restore_mark(home).exists():
        forget_place(home)
        for path in home.iterdir():
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            elif path.name not in ("lock", restore_mark(home).name):
                path.unlink()
    there = sorted({path.name for path in home.iterdir()} - {"lock", "logs", restore_mark(home).name})
    if there:
        raise Trouble(FULL.format(home, ", ".join(there[:3])))
    restore_mark(home).touch()


def bring_data(
    settings: Settings, vault: Vault, moment: Moment, at: datetime | None, carry: bool
) -> wal.Carried:
    """The databases; how archived WAL carried them on."""
    if moment.kind == CLUSTER:
        return bring_cluster(settings, vault, moment, at, carry)
    servers = Servers(settings)
    try:
        servers.start()
        servers.wait()
        provision(settings, servers.admin_url)
        dumps.put_back(vault, libpq_urls(settings, servers), moment.data)
    finally:
        servers.stop()
    return wal.Carried(False)


def bring_cluster(
    settings: Settings, vault: Vault, moment: Moment, at: datetime | None, carry: bool
) -> wal.Carried:
    """The cluster, carried on by archived WAL where there is some, and once started to prove it."""
    place = find_place(settings.home)
    cluster.put_back(vault, place, moment.folders, moment.data)
    postgres.check_version(postgres_programs(place), postgres.data_folder(place))
    carried = wal.prepare(vault, place, moment, at) if carry else wal.Carried(False)
    return replace(carried, until=carried_on(settings, place, carried))


def carried_on(settings: Settings, place: Place, carried: wal.Carried) -> datetime | None:
    """Let the restored PostgreSQL read its WAL until it stands on its own; where that ends before the time
    asked for, all of it. The time of the last change that came back."""
    try:
        return stood(settings, place, carried)
    except WalEndsEarlier:
        wal.go_on_without_time(place)
        return stood(settings, place, carried)


class WalEndsEarlier(Exception):
    """There is no WAL up to the time asked for."""


def stood(settings: Settings, place: Place, carried: wal.Carried) -> datetime | None:
    """Start it once, and stop it again. It answers while it still reads, so it may end at any moment of this
    when it finds too little. WalEndsEarlier."""
    url = Servers(settings).admin_url
    running = postgres.start(place, settings.logs / "postgres.log")
    try:
        postgres.wait_until_ready(running, url, seconds=wal.PATIENCE)
        return wal.finish(place, url) if carried.any else None
    except (Trouble, psycopg.OperationalError):
        if running.wait(5) and TOO_SHORT in running.last_words():
            raise WalEndsEarlier from None
        raise
    finally:
        stop_all([running], 60)
