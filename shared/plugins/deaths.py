"""Which plugin a process died in: a mark in a file while a call lasts, read by the process that starts
next.

A mark is one write into the page cache, which outlives the process however it ends (os._exit, a killed
worker, a crash in C). A lock that ends with its holder tells a dead process's marks from a living
one's. The verdict is a file too: it has to be readable before the database is. It holds while the
plugin's files stay as they are, or until somebody asks to try again.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path

SLOT, MARKS, VERDICT = 96, ".calls", ".died"
NUMBERS = count()  # a process has one app for each service, and each app its own marks


class Marks:
    """The marks of this process; in a fork, a file of its own."""

    def __init__(self, folder: Path | None) -> None:
        self.folder, self.lock = folder, threading.Lock()
        self.pid, self.handle, self.taken = 0, -1, set[int]()

    @contextmanager
    def during(self, plugin: str, hook: str) -> Iterator[None]:
        """Keep a mark while the block runs."""
        if self.folder is None:
            yield
            return
        slot = self._take()
        os.pwrite(self.handle, f"{plugin} {hook}".encode()[:SLOT].ljust(SLOT), slot * SLOT)
        try:
            yield
        finally:
            os.pwrite(self.handle, b" " * SLOT, slot * SLOT)
            self.taken.discard(slot)

    def _take(self) -> int:
        with self.lock:
            if self.pid != os.getpid():
                self._open()
            slot = next(number for number in range(len(self.taken) + 1) if number not in self.taken)
            self.taken.add(slot)
            return slot

    def _open(self) -> None:
        """A locked file under our process id; locked before it has its name, so that nobody takes it
        for a dead one's."""
        assert self.folder is not None
        self.folder.mkdir(parents=True, exist_ok=True)
        self.pid, self.taken = os.getpid(), set()
        name = f"{self.pid}-{next(NUMBERS)}"
        fresh = self.folder / f"{name}.new"
        self.handle = os.open(fresh, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600)
        fcntl.flock(self.handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        fresh.rename(self.folder / f"{name}{MARKS}")


def judge(folder: Path) -> None:
    """Turn the marks of dead processes into verdicts, and take their files away."""
    for file in folder.glob(f"*{MARKS}"):
        with suppress(OSError), file.open("rb") as marks:
            fcntl.flock(marks, fcntl.LOCK_EX | fcntl.LOCK_NB)
            for plugin, hook in marks_in(marks.read()):
                (folder / f"{plugin}{VERDICT}").write_text(json.dumps({"hook": hook}), "utf-8")
            file.unlink(missing_ok=True)


def marks_in(text: bytes) -> Iterator[tuple[str, str]]:
    """Every (plugin, hook) that stands in a file of marks."""
    for start in range(0, len(text), SLOT):
        words = text[start : start + SLOT].decode(errors="replace").split()
        if len(words) == 2:
            yield words[0], words[1]


def died_in(folder: Path | None, plugin: str, files: Path) -> str | None:
    """The hook a process died in while it asked this plugin; None when none did, or its files are
    others now."""
    try:
        verdict = json.loads((folder / f"{plugin}{VERDICT}").read_text("utf-8")) if folder else {}
    except (OSError, ValueError):
        return None
    seen = fingerprint(files)
    if folder and "files" not in verdict and verdict:
        verdict["files"] = seen
        (folder / f"{plugin}{VERDICT}").write_text(json.dumps(verdict), "utf-8")
    return verdict["hook"] if verdict and verdict["files"] == seen else None


def forgive(folder: Path | None, plugin: str) -> None:
    """Let a plugin be tried again at the next start."""
    if folder:
        (folder / f"{plugin}{VERDICT}").unlink(missing_ok=True)


def fingerprint(folder: Path) -> str:
    """Changes when any file of a plugin does."""
    digest = hashlib.sha256()
    for file in sorted(folder.rglob("*")):
        if file.is_file() and "__pycache__" not in file.parts:
            digest.update(file.name.encode() + file.read_bytes())
    return digest.hexdigest()
