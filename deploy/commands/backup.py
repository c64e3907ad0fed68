"""Back up the home, running or not: databases, evidence and keys to one moment, only what is new. Or prove
the newest backup by bringing it back aside."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from deploy.settings import Settings, read_settings
from deploy.trouble import Trouble

if TYPE_CHECKING:
    from deploy.backup.taking import Taken

PURPOSE = "care"
ORDER = 6
USAGE = ["backup [--to DIR|s3://…] [--portable]", "backup --check [--to DIR|s3://…] [--log FILE]"]
NEEDS = "runtime"
NOWHERE = "where to? Give --to DIR or --to s3://bucket/folder, or set ASAR_BACKUP_TO"
OPEN = "Not encrypted: the keys lie in it too. Set ASAR_BACKUP_PASSPHRASE and choose an empty place."


def configure(parser: argparse.ArgumentParser) -> None:
    """Where to, and whether to take or to prove."""
    parser.add_argument("--to", metavar="PLACE", help="a folder or s3://bucket/folder (ASAR_BACKUP_TO)")
    parser.add_argument("--portable", action="store_true", help="dumps, for a PostgreSQL of another kind")
    parser.add_argument("--check", action="store_true", help="restore the newest aside and compare")
    parser.add_argument("--log", metavar="FILE", help="write what a check found into a file")


def run(args: argparse.Namespace) -> int:
    """Take a backup or prove one; 1 when a proven one is not whole."""
    settings = read_settings(args)
    target = args.to or settings.backup_to
    if not target:
        raise Trouble(NOWHERE)
    return check(settings, target, args.log) if args.check else take(settings, target, args.portable)


def take(settings: Settings, target: str, portable: bool) -> int:
    """Take one and say what it holds."""
    from deploy.backup import keeping

    taken = keeping.take_noted(settings, target, portable)
    print(in_words(taken, target))
    if not settings.passphrase:
        print(OPEN)
    return 0


def in_words(taken: Taken, target: str) -> str:
    """What a backup holds and what it cost."""
    moment = taken.moment
    rows = sum(one.after for one in moment.counted)
    held = f"{rows} rows, {moment.evidence} files of evidence, {len(moment.home)} files of keys and settings"
    return (
        f"Backed up to {target} at {moment.began:%Y-%m-%d %H:%M:%S} UTC: {held}; "
        f"{taken.brought / 2**20:.1f} MB new, {taken.seconds:.1f} s"
    )


def check(settings: Settings, target: str, log: str | None) -> int:
    """Prove the newest and say how."""
    from deploy.backup.checking import check as prove
    from deploy.backup.drill import drill_log, lines

    found = prove(settings, target)
    print(*lines(found), sep="\n")
    if log:
        drill_log(log, found)
    return 0 if found.is_whole else 1
