"""The process of backups: takes one when it is due, and brings archived WAL away as it comes."""

from __future__ import annotations

import threading
import time
from datetime import UTC, datetime, timedelta

from deploy.backup import keeping, wal
from deploy.backup.taking import databases_in_words, store_env
from deploy.backup.vault import Vault, in_words, open_vault
from deploy.servers.pair import Servers
from deploy.settings import Settings
from deploy.trouble import Trouble

LOOK_SECONDS, SHIP_SECONDS = 5.0, 5.0
HANDED_OUT_AFTER = timedelta(seconds=30)  # archive_timeout of deploy/servers/postgres.py


def work(settings: Settings) -> None:
    """Work until told to stop."""
    if settings.backup_wal and not settings.database_url:
        threading.Thread(target=ship_always, args=[settings], daemon=True).start()
    while True:
        if keeping.is_due(keeping.read_known(settings.home), datetime.now(UTC)):
            take_one(settings)
        time.sleep(LOOK_SECONDS)


def take_one(settings: Settings) -> None:
    """Take a backup; a failed one is said, noted and tried again later."""
    try:
        taken = keeping.take_noted(settings, settings.backup_to or "")
        say(f"backed up in {taken.seconds:.1f} s, {taken.brought} bytes new")
    except Trouble as trouble:
        say(f"the backup failed: {trouble}")


def ship_always(settings: Settings) -> None:
    """Bring WAL away as it is handed out."""
    while True:
        try:
            with databases_in_words():
                ship_on(settings, Servers(settings))
        except Trouble as trouble:
            say(f"WAL could not be brought away: {trouble}")
        time.sleep(SHIP_SECONDS)


def ship_on(settings: Settings, servers: Servers) -> None:
    """Bring WAL away until something fails."""
    target = settings.backup_to or ""
    vault = open_vault(target, settings.passphrase, make=True)
    system = wal.identity(servers.admin_url)
    while servers.place is not None:
        with in_words(target):
            ship(settings, servers, vault, system)
        time.sleep(SHIP_SECONDS)


def ship(settings: Settings, servers: Servers, vault: Vault, system: str) -> None:
    """Bring away what waits; when PostgreSQL has handed out all it should, note until when all is safe."""
    if servers.place is None:
        return
    before, all_out = datetime.now(UTC), wal.all_handed_out(servers.admin_url)
    wal.ship(vault, system, servers.place, store_env(settings))
    if all_out:
        keeping.note_wal(settings.home, before - HANDED_OUT_AFTER)


def say(words: str) -> None:
    """A line of the log."""
    print(f"{keeping.iso(datetime.now(UTC))} {words}", flush=True)
