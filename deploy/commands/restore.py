"""Bring a backup back into an empty home: the newest state, or that of a time."""

from __future__ import annotations

import argparse
from datetime import datetime
from typing import TYPE_CHECKING

from deploy.settings import read_settings
from deploy.trouble import Trouble

if TYPE_CHECKING:
    from deploy.backup.restoring import Restored

PURPOSE = "care"
ORDER = 7
USAGE = ["restore --from DIR|s3://… [--at TIME] [--home DIR]"]
NEEDS = "runtime"
NO_TIME = "the time {0!r} is not understood; write it like 2026-11-29T18:30+05:00"
NO_ZONE = "which hour is {0!r}? Add the zone: {0}+05:00, or {0}Z for UTC"


def configure(parser: argparse.ArgumentParser) -> None:
    """From where, and as of when."""
    parser.add_argument("--from", dest="source", required=True, metavar="PLACE", help="what backups went to")
    parser.add_argument("--at", metavar="TIME", help="as it was then, like 2026-11-29T18:30+05:00")


def run(args: argparse.Namespace) -> int:
    """Bring it back and say what came."""
    from deploy.backup.restoring import restore

    settings, at = read_settings(args), read_time(args.at) if args.at else None
    print(in_words(restore(settings, args.source, at), at))
    print(f"Start it: ./asar up --home {settings.home}")
    return 0


def read_time(words: str) -> datetime:
    """A time with its zone; Trouble when it is none, or which hour is meant is not said."""
    try:
        found = datetime.fromisoformat(words)
    except ValueError:
        raise Trouble(NO_TIME.format(words)) from None
    if found.tzinfo is None:
        raise Trouble(NO_ZONE.format(words))
    return found


def in_words(restored: Restored, at: datetime | None) -> str:
    """What came back, and as of when; a time that could not be reached is said."""
    moment, carried = restored.moment, restored.carried
    held = f"{len(moment.data)} files of databases, {restored.evidence} files of evidence"
    lines = [f"Restored the backup of {moment.began:%Y-%m-%d %H:%M:%S} UTC: {held}"]
    if carried.until:
        lines.append(f"Archived WAL brought the changes up to {carried.until:%Y-%m-%d %H:%M:%S} UTC.")
    if carried.unused:
        lines.append(f"{carried.unused} archived segments could not be used: one before them is missing.")
    if at and not carried.any:
        lines.append("There is no archived WAL after it, so this is its moment, not the time asked for.")
    return "\n".join(lines)
