"""Clear the home: all data, files and keys of this installation."""

from __future__ import annotations

import argparse
import os
import shutil
from pathlib import Path

from deploy.servers.places import forget_place
from deploy.settings import ROOT, Settings, read_settings
from deploy.trouble import Trouble

PURPOSE = "start"
ORDER = 2
USAGE = ["reset [--home DIR] [--yes]"]
NEEDS = "nothing"


def configure(parser: argparse.ArgumentParser) -> None:
    """Without --yes it asks."""
    parser.add_argument("--yes", action="store_true", help="do not ask")


def run(args: argparse.Namespace) -> int:
    """Refuse while it runs, ask, clear."""
    settings = read_settings(args)
    if not settings.home.exists() or not {path.name for path in settings.home.iterdir()} - {"lock"}:
        print(f"Nothing to clear in {settings.home}.")
        return 0
    check_is_home(settings.home)
    handle = lock_or_refuse(settings.home)
    try:
        if not args.yes and not is_confirmed(settings):
            print("Nothing was changed.")
            return 1
        clear(settings)
    finally:
        os.close(handle)
    print(f"Cleared: {settings.home}")
    return 0


def check_is_home(home: Path) -> None:
    """A mistyped --home must not cost anybody a folder."""
    if home in (ROOT, Path.home(), Path(home.anchor)) or not (home / "keys/secret.key").exists():
        raise Trouble(f"{home} does not look like a home of Asar (no keys/secret.key); nothing was cleared")


def lock_or_refuse(home: Path) -> int:
    """Hold the home's lock; Trouble while a suite or a command works there."""
    import fcntl

    handle = os.open(home / "lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(handle)
        raise Trouble(f"Asar is running in {home}; stop it first (Ctrl-C where it runs)") from None
    return handle


def is_confirmed(settings: Settings) -> bool:
    """Ask on the terminal."""
    more = f" and the databases {settings.prefix}_* of ASAR_DATABASE_URL" if settings.database_url else ""
    try:
        answer = input(f"Delete all data in {settings.home}{more}? This cannot be undone. [y/N] ")
        return answer.strip().lower() in ("y", "yes")
    except EOFError:
        return False


def clear(settings: Settings) -> None:
    """Drop what is on servers of one's own, then delete the home and what it points to."""
    if settings.database_url and (settings.keys / "secret.key").exists():
        from deploy.servers.databases import drop_all

        drop_all(settings, settings.database_url)
    if settings.redis_url:
        clear_queue(settings.redis_url, settings.queue)
    forget_place(settings.home)
    for path in settings.home.iterdir():
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        elif path.name != "lock":
            path.unlink()


def clear_queue(url: str, queue: str) -> None:
    """Delete this installation's messages from a Redis of one's own."""
    import redis

    client = redis.Redis.from_url(url, socket_timeout=5)
    for key in client.scan_iter(match=f"{queue}:*", count=1000):
        client.unlink(key)
    client.close()
