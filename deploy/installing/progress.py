"""How far an installer is, told while it works. Standard library only."""

from __future__ import annotations

import os
import select
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TextIO

BLINK_SECONDS, TELL_SECONDS = 0.5, 30.0


class Progress:
    """Tells how many packages pip has begun with: on a terminal in place, else now and then."""

    def __init__(self, total: int, out: TextIO | None = None, tells_each: float = TELL_SECONDS) -> None:
        self.total, self.out = total, out or sys.stderr
        self.blinks = self.out.isatty()
        self.each = BLINK_SECONDS if self.blinks else tells_each
        self.begun = self.told = time.monotonic()

    def tell(self, said: bytes) -> None:
        """Look at what it has said so far."""
        now = time.monotonic()
        if not self.total or now < self.told + self.each:
            return
        self.told = now
        begun = min(said.count(b"\nCollecting ") + said.startswith(b"Collecting "), self.total)
        words = f"{begun} of {self.total}, {now - self.begun:.0f} s"
        # On a terminal back to where it began: what is said next stands there.
        print(f"\033[K{words}\033[{len(words)}D" if self.blinks else f"{words} ... ", end="", file=self.out)
        self.out.flush()


def listened(
    command: Sequence[str], cwd: Path, env: Mapping[str, str], progress: Progress
) -> tuple[int, str]:
    """Run a program to its end, telling how far it is: its exit code and all it said."""
    process = subprocess.Popen(
        command,
        cwd=cwd,
        env=dict(env),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    with process:
        said = read_all(process.stdout.fileno() if process.stdout else -1, progress)
    return process.returncode, said.decode(errors="replace")


def read_all(handle: int, progress: Progress) -> bytes:
    """Everything until its end."""
    said = b""
    while True:
        progress.tell(said)
        if select.select([handle], [], [], BLINK_SECONDS)[0]:
            piece = os.read(handle, 65536)
            if not piece:
                return said
            said += piece
