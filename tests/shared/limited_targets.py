"""Functions the tests of `shared.limited` run in a child process."""

from __future__ import annotations

import os
import subprocess
import sys
import time

from shared.limited import Unreadable


def describe(data: bytes) -> dict[str, object]:
    """What the child saw: its data's size, its environment, its open files limit."""
    print("this line must not spoil the answer")
    return {"size": len(data), "env": sorted(os.environ), "pid": os.getpid()}


def refuse(data: bytes) -> None:
    """Refuse the data for a domain reason."""
    raise Unreadable("no_plan", where="Таблица 1", tables=[{"number": 1, "headings": ["А", "Б"]}])


def sleep(data: bytes) -> None:
    """Start a grandchild, write its number into the file the data names, and sleep."""
    grandchild = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(30)"])
    with open(data.decode(), "w") as file:
        file.write(str(grandchild.pid))
    time.sleep(30)


def leave_behind(data: bytes) -> int:
    """Answer at once, leaving a grandchild running."""
    return subprocess.Popen([sys.executable, "-c", "import time; time.sleep(30)"]).pid


def spin(data: bytes) -> None:
    """Burn the processor for ever."""
    while True:
        pass


def swallow(data: bytes) -> int:
    """Take more memory than anybody needs."""
    return len(bytearray(2_000_000_000))


def flood(data: bytes) -> str:
    """Answer with more than an answer may hold."""
    return "x" * 20_000_000


def crash(data: bytes) -> None:
    """Fail with a defect of ours."""
    raise KeyError("a defect")


def die(data: bytes) -> None:
    """End without a word, as after a fault in a C library."""
    os.abort()


def open_many(data: bytes) -> int:
    """Open files until it is refused; the number that opened."""
    files = []
    try:
        while True:
            files.append(os.open("/dev/null", os.O_RDONLY))
    except OSError:
        return len(files)


def wait_for_parent(data: bytes) -> None:
    """Write this process's number to the file the data names, then wait to be ended."""
    with open(data.decode(), "w") as file:
        file.write(str(os.getpid()))
    time.sleep(30)
