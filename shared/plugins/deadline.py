"""Running what may never end: another thread does it, we wait so long and no longer, and what hangs is
watched.

A thread cannot be killed. One that is overdue is asked to end (an exception raised inside it); one that
does not listen is what the watchdog is for: it tells the process to make room for a fresh one, which
finishes the requests under way first.
"""

from __future__ import annotations

import ctypes
import logging
import os
import threading
from collections.abc import Callable
from contextlib import suppress
from contextvars import Context
from queue import Empty, SimpleQueue
from typing import Any

log = logging.getLogger("asar.plugins")
PATIENCE_SECONDS = 10.0
Action = Callable[[], Any]


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


class Hand(threading.Thread):
    """A thread that does one action after another: a new one for each costs more than most of them."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.asked: SimpleQueue[Action] = SimpleQueue()
        self.done: SimpleQueue[dict[str, Any]] = SimpleQueue()
        self.given_up = False
        self.start()

    def run(self) -> None:
        """Do what is asked, each in a context of its own, until nobody waits for it any more."""
        with suppress(Overdue):  # it may be told to end between two actions
            while not self.given_up:
                self.answer()

    def answer(self) -> None:
        """Do one action; what it was asked with is not kept until the next."""
        self.done.put(Context().run(outcome, self.asked.get()))

    def do(self, action: Action, name: str, seconds: float) -> dict[str, Any]:
        """What comes of an action; queue.Empty when that takes longer."""
        self.name = name
        self.asked.put(action)
        return self.done.get(timeout=seconds)


free: list[Hand] = []
os.register_at_fork(after_in_child=free.clear)  # a child has none of its parent's threads


def within(seconds: float, action: Action, name: str) -> Any:
    """What the action returns or raises; Overdue when it is not done in time. No context of a request
    goes with it."""
    hand = taken()
    try:
        done = hand.do(action, name, seconds)
    except Empty:
        give_up(hand)
        raise Overdue(f"did not answer within {seconds:g} s") from None
    except BaseException:  # whoever waits is ended himself: nobody will take the answer
        give_up(hand)
        raise
    free.append(hand)
    if "error" in done:
        raise done["error"]
    return done.get("value")


def taken() -> Hand:
    """A thread that does nothing just now."""
    try:
        return free.pop()
    except IndexError:
        return Hand()


def dismiss() -> None:
    """End the threads that have nothing to do: a process that is forked should have none beside its own."""
    while free:
        hand = free.pop()
        hand.given_up = True
        hand.asked.put(lambda: None)
        hand.join()


def give_up(hand: Hand) -> None:
    """Have a thread that takes too long end, and see that it does; one that was ready just now waits for
    more, and gets it."""
    hand.given_up = True
    end(hand)
    hand.asked.put(lambda: None)
    watchdog.watch(hand)


def outcome(action: Action) -> dict[str, Any]:
    """What came of an action: {value} or {error}, whatever it raised."""
    try:
        return {"value": action()}
    except BaseException as error:
        return {"error": error}


def end(thread: threading.Thread) -> None:
    """Raise Overdue inside a thread; it is heard at its next step of Python."""
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread.ident or 0), ctypes.py_object(Overdue))
