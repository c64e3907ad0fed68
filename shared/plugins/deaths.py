"""Which plugin a process died in: a mark in a file while a call lasts, read by the process that starts
next.

A mark is one write into the page cache, which outlives the process however it ends (os._exit, a killed
worker, a crash in C). A lock that ends with its holder tells a dead process's marks from a living
one's. The verdict is a file too: it has to be readable before the database is. It holds while the
plugin's files stay as they are, or until somebody asks to try again.

A process is killed for other reasons too (no memory, an administrator, a machine that goes down), and
whichever plugin was asked at that moment is not to blame: only deaths in a row count, with no answer to that
question between.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import logging
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from typing import Any

log = logging.getLogger("asar.plugins")
SLOT, MARKS, VERDICT = 96, ".calls", ".died"
IN_A_ROW, AT_IMPORT = 3, 2  # an import that ends the process keeps everything from starting
IMPORT = "import"
NUMBERS = count()  # a process has one app for each service, and each app its own marks


class Marks:
    """The marks of this process; in a fork, a file of its own."""

    def __init__(self, folder: Path | None) -> None:
        self.folder, self.lock = folder, threading.Lock()
        self.pid, self.handle, self.taken = 0, -1, set[int]()
        self.suspects = suspected(folder) if folder else {}

    @contextmanager
    def during(self, plugin: str, hook: str) -> Iterator[None]:
        """Keep a mark while the block runs."""
        if self.folder is None:
            yield
            return
        slot = self._mark(f"{plugin} {hook}")
        try:
            yield
        finally:
            self._clear(slot)
        if self.suspects.get(plugin) == hook:
            del self.suspects[plugin]
            forgive(self.folder, plugin)

    def _mark(self, words: str) -> int | None:
        """Its place in the file; None on a full disk: the plugin is asked without a mark, for what hinders
        us is not its failure."""
        slot = None
        try:
            slot = self._take()
            self._write(slot, words)
        except OSError as error:
            log.warning("a call goes without its mark: %s", error)
            self._clear(slot)
            return None
        return slot

    def _clear(self, slot: int | None) -> None:
        if slot is not None:
            with suppress(OSError):
                self._write(slot, "")
            self.taken.discard(slot)

    def _write(self, slot: int, words: str) -> None:
        os.pwrite(self.handle, words.encode()[:SLOT].ljust(SLOT), slot * SLOT)

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
        name = f"{os.getpid()}-{next(NUMBERS)}"
        fresh = self.folder / f"{name}.new"
        handle = os.open(fresh, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600)
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        fresh.rename(self.folder / f"{name}{MARKS}")
        self.pid, self.handle, self.taken = os.getpid(), handle, set()


def suspected(folder: Path) -> dict[str, str]:
    """In which hook of which plugins processes died."""
    files = folder.glob(f"*{VERDICT}")
    return {file.name.removesuffix(VERDICT): read_verdict(file).get("hook", "") for file in files}


def judge(folder: Path) -> None:
    """Turn the marks of dead processes into verdicts, and take their files away."""
    died: dict[str, str] = {}
    for file in folder.glob(f"*{MARKS}"):
        with suppress(OSError), file.open("rb") as marks:
            fcntl.flock(marks, fcntl.LOCK_EX | fcntl.LOCK_NB)
            died |= dict(marks_in(marks.read()))
            file.unlink(missing_ok=True)
    for plugin, hook in died.items():
        count_death(folder / f"{plugin}{VERDICT}", hook)


def acquit(folder: Path, pid: int) -> None:
    """Take away the marks of an ended process that no plugin ended."""
    for file in folder.glob(f"{pid}-*{MARKS}"):
        file.unlink(missing_ok=True)


def count_death(file: Path, hook: str) -> None:
    """One more death in a row; several processes that ended at once are one."""
    before = read_verdict(file)
    files, times = before.get("files", ""), before.get("times", 0) + 1
    keep_verdict(file, {"hook": hook, "times": times, "files": files})


def keep_verdict(file: Path, verdict: dict[str, Any]) -> None:
    """Keep what is known of a plugin's deaths, whole or as it was: a full disk keeps nobody from starting."""
    fresh = file.with_suffix(".new")
    try:
        fresh.write_text(json.dumps(verdict), "utf-8")
        fresh.replace(file)
    except OSError as error:
        log.warning("%s is not kept: %s", file.name, error)


def read_verdict(file: Path) -> dict[str, Any]:
    """What is known of a plugin's deaths; nothing where there was none."""
    try:
        verdict: dict[str, Any] = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return verdict


def marks_in(text: bytes) -> Iterator[tuple[str, str]]:
    """Every (plugin, hook) that stands in a file of marks."""
    for start in range(0, len(text), SLOT):
        words = text[start : start + SLOT].decode(errors="replace").split()
        if len(words) == 2:
            yield words[0], words[1]


def died_in(folder: Path | None, plugin: str, files: Path) -> str | None:
    """The hook processes died in while they asked this plugin; None when none did, too few in a row, or
    when its files are others now."""
    if folder is None or not (verdict := read_verdict(folder / f"{plugin}{VERDICT}")):
        return None
    seen = fingerprint(files)
    if not verdict.get("files"):
        verdict["files"] = seen
        keep_verdict(folder / f"{plugin}{VERDICT}", verdict)
    if verdict["files"] != seen:
        forgive(folder, plugin)
        return None
    hook: str = verdict["hook"]
    return hook if verdict.get("times", IN_A_ROW) >= (AT_IMPORT if hook == IMPORT else IN_A_ROW) else None


def forgive(folder: Path | None, plugin: str) -> None:
    """Let a plugin be tried again at the next start."""
    if folder:
        (folder / f"{plugin}{VERDICT}").unlink(missing_ok=True)


def fingerprint(folder: Path, without: tuple[str, ...] = ()) -> str:
    """Changes when any file of a plugin does, but for those whose names end so."""
    digest = hashlib.sha256()
    for file in sorted(folder.rglob("*")):
        if file.is_file() and "__pycache__" not in file.parts and not file.name.endswith(without):
            digest.update(file.name.encode() + file.read_bytes())
    return digest.hexdigest()
