"""What a running suite says of itself in run.json. Light: it is read before there are any packages."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path


def state_file(home: Path) -> Path:
    """What a running suite says of itself (no secrets): pid, address, children."""
    return home / "run.json"


@dataclass(frozen=True)
class Running:
    """What a running suite says of itself: its process, its address, whether each service runs alone."""

    pid: int
    address: str
    separate: bool


def read_state(home: Path) -> Running | None:
    """The running suite's own words, or None."""
    try:
        said = json.loads(state_file(home).read_text())
        return Running(said["pid"], said["address"], said.get("separate", False))
    except (OSError, json.JSONDecodeError, KeyError):
        return None


def is_up(home: Path) -> bool:
    """Whether the suite that wrote the state still lives."""
    state = read_state(home)
    return state is not None and is_alive(state.pid)


def is_alive(pid: int) -> bool:
    """Whether there is such a process, ours or another account's."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def restore_mark(home: Path) -> Path:
    """What stands in a home while a backup is brought back into it."""
    return home / "restoring"
