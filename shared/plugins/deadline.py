"""Running what may never end: another thread does it, we wait so long and no longer, and what hangs is
watched.

A thread cannot be killed. One that is overdue is asked to end (an exception raised inside it); one that
does not listen is what the watchdog is for: it tells the process to make room for a fresh one, which
finishes the requests under way first.
"""

from __future__ import annotations

import ctypes
import logging
import threading
from collections.abc import Callable
from typing import Any

log = logging.getLogger("asar.plugins")
PATIENCE_SECONDS = 10.0


class Overdue(BaseException):
    """Raised inside a thread that took too long; and what the one who waited gets."""


class Watchdog:
    """What to do about threads that never end: `replace`, set by whoever runs this process, is called
    once."""

    def __init__(self) -> None:
        self.replace: Callable[[], None] | None = None
        self.hanging: list[threading.Thread] = []
        self.asked = False

    def watch(self, thread: threading.Thread) -> None:
        """Look at an overdue thread once more after a while."""
        self.hanging.append(thread)
        timer = threading.Timer(PATIENCE_SECONDS, self.look)
        timer.daemon = True
        timer.start()

    def look(self) -> None:
        """Ask for another process where a thread still hangs."""
        self.hanging = [thread for thread in self.hanging if thread.is_alive()]
        if self.hanging and not self.asked and self.replace:
            self.asked = True
            log.error("%s still hangs: this process is replaced", self.hanging[0].name)
            self.replace()


watchdog = Watchdog()


def within(seconds: float, action: Callable[[], Any], name: str) -> Any:
    """What the action returns or raises; Overdue when it is not done in time. No context of a request
    goes with it."""
    done: dict[str, Any] = {}
    thread = threading.Thread(target=lambda: done.update(outcome(action)), name=name, daemon=True)
    thread.start()
    thread.join(seconds)
    if thread.is_alive():
        end(thread)
        watchdog.watch(thread)
        raise Overdue(f"did not answer within {seconds:g} s")
    if "error" in done:
        raise done["error"]
    return done.get("value")


def outcome(action: Callable[[], Any]) -> dict[str, Any]:
    """What came of an action: {value} or {error}, whatever it raised."""
    try:
        return {"value": action()}
    except BaseException as error:
        return {"error": error}


def end(thread: threading.Thread) -> None:
    """Raise Overdue inside a thread; it is heard at its next step of Python."""
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread.ident or 0), ctypes.py_object(Overdue))
