"""Functions the tests of `shared.limited` run in a child process."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from shared.limited import Unreadable


def describe(data: bytes) -> dict[str, object]:
    """What the child saw: its data's size, its environment, its open files limit."""
    print("this line must not spoil the answer")
    return {"size": len(data), "env": sorted(os.environ), "pid": os.getpid()}


def refuse(data: bytes) -> None:
    """Refuse the data for a domain reason."""
    raise Unreadable("no_plan", where="Таблица 1", tables=[{"number": 1, "headings": ["А", "Б"]}])


def sleep(data: bytes) -> None:
    """Start a grandchild, and sleep."""
    grandchild()
    time.sleep(30)


def grandchild() -> int:
    """The number of a process of ours that sleeps."""
    if pid := os.fork():
        return pid
    time.sleep(30)
    os._exit(0)


def leave_behind(data: bytes) -> int:
    """Answer at once, leaving a grandchild running."""
    return grandchild()


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
    """Write this process's number into the one folder it may write, then wait to be ended."""
    Path(os.environ["TMPDIR"], "pid").write_text(str(os.getpid()))
    time.sleep(30)


def refused(attempt: Callable[[], object]) -> bool:
    """Whether the system forbids it."""
    try:
        attempt()
    except PermissionError:
        return True
    return False


def break_out(data: bytes) -> dict[str, bool]:
    """Try what a spoilt parser would: which of it is forbidden. The data names a folder of keys."""
    keys, parent = Path(data.decode()), os.getppid()
    attempts: dict[str, Callable[[], object]] = {
        "read a key": lambda: (keys / "registry.pem").read_text(),
        "list the keys": lambda: os.listdir(keys),
        "write beside them": lambda: (keys / "mine.pem").write_text("x"),
        "look into the parent": lambda: Path(f"/proc/{parent}/environ").read_bytes(),
        "read the passwords": lambda: Path("/etc/passwd").read_text(),
        "write into the code": lambda: Path(__file__).with_name("spoilt.py").write_text("x"),
        "open a socket": lambda: socket.socket().close(),
        "run a program": lambda: subprocess.run([sys.executable, "-c", ""], check=True),
        "stop the parent": lambda: os.kill(parent, signal.SIGCONT),
    }
    return {name: refused(attempt) for name, attempt in attempts.items()}


def use_own_folder(data: bytes) -> str:
    """Write and read a file of one's own."""
    with tempfile.NamedTemporaryFile("w+") as file:
        file.write("mine")
        file.seek(0)
        return file.read()
