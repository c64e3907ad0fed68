"""What is known of a home's backups: when the last was taken, what failed, how far changes are safe.

It stands in `told/backup.json` and `told/backup-wal.json` of the home, where /healthz, `./asar doctor` and
the administrator's page read it. Standard library only."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from deploy.settings import Settings
from deploy.trouble import Trouble

if TYPE_CHECKING:
    from deploy.backup.taking import Taken

WAL_LATE = timedelta(minutes=5)
TOLD = "told"  # what the services may read of the home: a file written anew at its top is closed to them


@dataclass(frozen=True)
class Known:
    """The state of backups; times in ISO 8601, UTC, "" for never. `every_hours` 0: no schedule; it began
    `since`. `failed_at` and `failure` are of the newest attempt, "" when it went well."""

    every_hours: float = 0
    since: str = ""
    last: str = ""
    last_seconds: float = 0
    last_bytes: int = 0
    is_encrypted: bool = False
    failed_at: str = ""
    failure: str = ""
    archives_wal: bool = False


def known_file(home: Path) -> Path:
    """Where it stands."""
    return home / TOLD / "backup.json"


def wal_file(home: Path) -> Path:
    """Where it stands until when changes are safe."""
    return home / TOLD / "backup-wal.json"


def read_known(home: Path) -> Known:
    """What is known; nothing when there never was a backup."""
    try:
        return Known(**json.loads(known_file(home).read_text()))
    except (OSError, ValueError, TypeError):
        return Known()


def note(home: Path, known: Known) -> None:
    """Write it down, whole or not at all."""
    write(known_file(home), json.dumps(asdict(known)))


def write(file: Path, words: str) -> None:
    """A small file, whole or not at all."""
    file.parent.mkdir(exist_ok=True)
    fresh = file.with_suffix(f".{os.getpid()}")
    fresh.write_text(words)
    fresh.rename(file)


def note_wal(home: Path, safe: datetime) -> None:
    """Write down that every change until then is in the vault."""
    write(wal_file(home), json.dumps({"safe": iso(safe)}))


def wal_safe(home: Path) -> str:
    """Until when every change is in the vault; "" when that is not known."""
    try:
        return str(json.loads(wal_file(home).read_text())["safe"])
    except (OSError, ValueError, KeyError):
        return ""


def iso(when: datetime) -> str:
    """A moment in words of a machine."""
    return when.astimezone(UTC).isoformat(timespec="seconds")


def take_older(home: Path) -> None:
    """Bring what an older version wrote at the top of the home to its place."""
    for file in (known_file(home), wal_file(home)):
        if (home / file.name).exists():
            file.parent.mkdir(exist_ok=True)
            (home / file.name).replace(file)


def plan(settings: Settings) -> None:
    """Write down what is scheduled, from now on where it was not."""
    take_older(settings.home)
    known, hours = read_known(settings.home), settings.backup_hours if settings.backup_to else 0
    archives = bool(settings.backup_wal and settings.backup_to and not settings.database_url)
    if (known.every_hours, known.archives_wal) != (hours, archives):
        since = iso(datetime.now(UTC)) if hours else ""
        note(settings.home, replace(known, every_hours=hours, archives_wal=archives, since=since))


def is_due(known: Known, now: datetime) -> bool:
    """Whether the next backup is to be taken; a failed one is tried again after a sixth of an hour."""
    if known.failed_at and now - datetime.fromisoformat(known.failed_at) < timedelta(minutes=10):
        return False
    if known.failed_at or not known.last:
        return True
    return now - datetime.fromisoformat(known.last) >= timedelta(hours=known.every_hours)


def alarm(home: Path, now: datetime) -> str:
    """What is wrong with the backups, "" when nothing is: open to all, so it names no place."""
    known = read_known(home)
    if not known.every_hours:
        return ""
    if known.failed_at:
        return f"the backup failed at {known.failed_at}"
    last = known.last or known.since
    if now - datetime.fromisoformat(last) > 2 * timedelta(hours=known.every_hours):
        return f"no backup since {last}"
    return wal_alarm(known, wal_safe(home), now)


def wal_alarm(known: Known, safe: str, now: datetime) -> str:
    """Whether changes wait too long for being safe."""
    if not known.archives_wal:
        return ""
    since = max(safe, known.since)
    late = now - datetime.fromisoformat(since) > WAL_LATE
    return f"changes since {since} are on this machine only" if late else ""


def in_health(home: Path, now: datetime) -> dict[str, object]:
    """What /healthz says."""
    known = read_known(home)
    return {
        "every_hours": known.every_hours,
        "last": known.last,
        "encrypted": known.is_encrypted,
        "changes_safe_until": wal_safe(home) if known.archives_wal else "",
        "alarm": alarm(home, now),
    }


def take_noted(settings: Settings, target: str, portable: bool = False) -> Taken:
    """Take a backup and note how it went; Trouble goes on to the caller."""
    from deploy.backup.taking import take

    try:
        taken = take(settings, target, portable)
    except Trouble as trouble:
        if (settings.keys / "secret.key").exists():
            failed_at = iso(datetime.now(UTC))
            note(settings.home, replace(read_known(settings.home), failed_at=failed_at, failure=str(trouble)))
        raise
    noted = replace(
        read_known(settings.home),
        last=iso(taken.moment.began),
        last_seconds=round(taken.seconds, 1),
        last_bytes=taken.brought,
        is_encrypted=bool(settings.passphrase),
        failed_at="",
        failure="",
    )
    note(settings.home, noted)
    return taken
