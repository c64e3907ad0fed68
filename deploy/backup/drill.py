"""What a drill says: on the terminal, and in a file that is kept."""

from __future__ import annotations

import platform
from datetime import UTC, datetime
from pathlib import Path

from deploy.backup.checking import Checked

LARGE = 14 * 2**30  # the databases of a million facts (4 GB in the bench's home) and 10 GB of evidence


def lines(checked: Checked) -> list[str]:
    """Every comparison in a line, and the verdict."""
    found = [f"{'WRONG' if one.wrong else 'ok':5}  {one.wrong or one.what}" for one in checked.findings]
    verdict = "The backup is whole." if checked.is_whole else "The backup is NOT whole."
    return [brought(checked), *found, verdict, extrapolated(checked)]


def extrapolated(checked: Checked) -> str:
    """How long a large home would take at the speed of this one."""
    minutes = checked.seconds / max(checked.size, 1) * LARGE / 60
    return f"Extrapolated: a million facts and 10 GB of evidence (14 GB) would take {minutes:.0f} min."


def brought(checked: Checked) -> str:
    """What came back, how large and how fast."""
    moment = checked.restored.moment
    size, speed = checked.size / 2**20, checked.size / 2**20 / max(checked.seconds, 0.1)
    how = f"{size:.0f} MB in {checked.seconds:.1f} s, {speed:.0f} MB/s"
    return f"Restored aside the {moment.kind} of {moment.began:%Y-%m-%d %H:%M:%S} UTC: {how}"


def drill_log(file: str, checked: Checked) -> None:
    """Write a drill down, with where and when it was held."""
    head = f"# A drill\n\nWritten by `./asar backup --check --log FILE` on {datetime.now(UTC):%d.%m.%Y}, "
    words = f"{head}{platform.machine()}, Python {platform.python_version()}.\n\n"
    body = "\n".join(f"    {line}" for line in lines(checked))
    Path(file).write_text(f"{words}{body}\n", "utf-8")
