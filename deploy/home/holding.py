"""One command at a time holds a home: the lock of whoever runs its servers."""

from __future__ import annotations

import fcntl
import os
import time
from pathlib import Path

from deploy.home.state import is_up, restore_mark, state_file
from deploy.trouble import Trouble

HALF_RESTORED = "what is restored into {0} is not whole: ./asar restore --from the same place again"


def lock_file(home: Path) -> Path:
    """Held by whoever runs the servers of this home;
    its forks hold it too, so it is free only when all are gone."""
    return home / "lock"


def make_home(home: Path) -> None:
    """The home, closed to other accounts (they may pass through when the servers run as `nobody`)."""
    home.mkdir(parents=True, exist_ok=True)
    home.chmod(0o711 if os.geteuid() == 0 else 0o700)


def try_lock(home: Path) -> int | None:
    """The held lock's descriptor, or None when another process holds it."""
    make_home(home)
    handle = os.open(lock_file(home), os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(handle)
        return None
    return handle


def wait_for_lock(home: Path, seconds: float, half_restored: bool = False) -> int | None:
    """The lock, or None when a suite is up in this home. Short commands and dying suites are waited for.
    Raises Trouble in a home whose restore was cut short, unless that is what the caller looks for."""
    ends = time.monotonic() + seconds
    while (handle := try_lock(home)) is None:
        if is_up(home):
            return None
        if time.monotonic() > ends:
            raise Trouble(f"another asar command works in {home} and does not end; try again when it has")
        time.sleep(0.05)
    if restore_mark(home).exists() and not half_restored:
        os.close(handle)
        raise Trouble(HALF_RESTORED.format(home))
    state_file(home).unlink(missing_ok=True)
    return handle
