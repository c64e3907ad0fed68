"""The first import of a plugin, tried in a fork: code that ends its process ends one that nobody needs.

Else the suite would not start until its second death told which plugin it was. What survived is written down
by the fingerprint of its files, so that a start pays for it once; whatever ends a process later is known by
its marks.
"""

from __future__ import annotations

import importlib
import logging
import os
import signal
import sys
from contextlib import suppress
from pathlib import Path
from typing import NoReturn

from shared.plugins.deaths import IMPORT, Marks, acquit, fingerprint, judge

log = logging.getLogger("asar.plugins")
SURVIVED, ALIVE = ".imported", 93  # no code that ends a process says this number by chance


def survives(plugin: str, module: str, files: Path, marks: Marks, seconds: float) -> bool:
    """Whether a process lives on that imports a plugin. What it raises or how long it takes is another's to
    judge."""
    if marks.folder is None or module in sys.modules:
        return True
    seen, known = fingerprint(files), marks.folder / f"{plugin}{SURVIVED}"
    if is_told(known, seen):
        return True
    if not lives_on(plugin, module, marks, seconds):
        judge(marks.folder)
        return False
    keep(known, seen)
    return True


def lives_on(plugin: str, module: str, marks: Marks, seconds: float) -> bool:
    """Whether a fork is still there after the import, or took too long for it."""
    if not (child := os.fork()):
        end_after_import(plugin, module, marks, seconds)
    ended = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if ended == -signal.SIGALRM and marks.folder:
        acquit(marks.folder, child)  # whom the clock ended, nothing it asked did
    return ended in (ALIVE, -signal.SIGALRM)


def end_after_import(plugin: str, module: str, marks: Marks, seconds: float) -> NoReturn:
    """Import it in this process, which is for nothing else, under a mark that outlives it."""
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    with suppress(BaseException), marks.during(plugin, IMPORT):
        importlib.import_module(module)
    os._exit(ALIVE)


def is_told(known: Path, seen: str) -> bool:
    """Whether it was written down that these very files survived; what cannot be read says nothing."""
    with suppress(OSError):
        return known.read_bytes() == seen.encode()
    return False


def keep(known: Path, seen: str) -> None:
    """Write down what survived; on a full disk it is tried once more at the next start."""
    try:
        known.parent.mkdir(parents=True, exist_ok=True)
        known.write_text(seen, "utf-8")
    except OSError as error:
        log.warning("%s is not kept: %s", known.name, error)
