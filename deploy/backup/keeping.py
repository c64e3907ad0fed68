"""What is known of a home's backups: when the last was taken, what failed, how far WAL is safe. It stands in
`backup.json` of the home, where /healthz and the administrator's page read it."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from deploy.settings import Settings
from deploy.trouble import Trouble

if TYPE_CHECKING:
    from deploy.backup.taking import Taken


@dataclass(frozen=True)
class Known:
    """The state of backups, times in ISO 8601, UTC. `every_hours` 0: no schedule; `failed_at` is later than
    `last` when the newest attempt failed; `wal_safe` is until when every change is in the vault, "" when
    WAL is not archived."""

    every_hours: float = 0
    last: str = ""
    last_seconds: float = 0
    last_bytes: int = 0
    is_encrypted: bool = False
    failed_at: str = ""
    failure: str = ""
    wal_safe: str = ""
    archives_wal: bool = False


def known_file(home: Path) -> Path:
    """Where it stands."""
    return home / "backup.json"


def read_known(home: Path) -> Known:
    """What is known; nothing when there never was a backup."""
    try:
        return Known(**json.loads(known_file(home).read_text()))
    except (OSError, ValueError, TypeError):
        return Known()


def note(home: Path, known: Known) -> None:
    """Write it down, whole or not at all."""
    fresh = known_file(home).with_suffix(f".{os.getpid()}")
    fresh.write_text(json.dumps(asdict(known)))
    fresh.rename(known_file(home))


def now() -> str:
    """This moment in words of a machine."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def take_noted(settings: Settings, target: str, portable: bool = False) -> Taken:
    """Take a backup and note how it went; Trouble goes on to the caller."""
    from deploy.backup.taking import take

    try:
        taken = take(settings, target, portable)
    except Trouble as trouble:
        failed = replace(read_known(settings.home), failed_at=now(), failure=str(trouble))
        if settings.home.exists():
            note(settings.home, failed)
        raise
    noted = replace(
        read_known(settings.home),
        last=taken.moment.began.isoformat(timespec="seconds"),
        last_seconds=round(taken.seconds, 1),
        last_bytes=taken.brought,
        is_encrypted=bool(settings.passphrase),
        failed_at="",
        failure="",
    )
    note(settings.home, noted)
    return taken
