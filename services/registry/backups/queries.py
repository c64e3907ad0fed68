"""What is known of the backups. Whoever takes them (deploy/backup/keeping.py) writes it into two files of
`told/` in the home."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
from flask import current_app

NONE, WELL, FAILED, LATE, BEHIND = "none", "well", "failed", "late", "behind"
CHANGES_LATE = timedelta(minutes=5)


class Backups(msgspec.Struct, frozen=True):
    """The state of backups: times in ISO 8601, "" for never; `every_hours` 0: no schedule; `failure` is why
    the newest attempt failed; until `safe` every change is away from this machine."""

    every_hours: float = 0
    since: str = ""
    last: str = ""
    last_seconds: float = 0
    last_bytes: int = 0
    is_encrypted: bool = False
    failed_at: str = ""
    failure: str = ""
    archives_wal: bool = False
    safe: str = ""


class Safe(msgspec.Struct, frozen=True):
    """Until when changes are safe."""

    safe: str = ""


def known() -> Backups:
    """What is known; nothing where there never was a backup."""
    told = Path(current_app.config["ASAR_HOME"]) / "told"
    found = msgspec.json.decode(content(told / "backup.json"), type=Backups)
    wal = msgspec.json.decode(content(told / "backup-wal.json"), type=Safe)
    return msgspec.structs.replace(found, safe=wal.safe)


def content(file: Path) -> bytes:
    """A small file, which is written whole or not at all; nothing where it is not there yet."""
    return file.read_bytes() if file.exists() else b"{}"


def state(found: Backups, now: datetime) -> str:
    """How the backups are, in a word."""
    if found.failed_at:
        return FAILED
    if not found.every_hours:
        return WELL if found.last else NONE
    if is_older(found.last or found.since, timedelta(hours=2 * found.every_hours), now):
        return LATE
    behind = found.archives_wal and is_older(max(found.safe, found.since), CHANGES_LATE, now)
    return BEHIND if behind else WELL


def is_older(when: str, much: timedelta, now: datetime) -> bool:
    """Whether a moment lies further back."""
    return now.astimezone(UTC) - datetime.fromisoformat(when) > much
