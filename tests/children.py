"""Limited children without their imports: a process that imported what they are told to run forks each.

A child spends more seconds with imports than with what a test gives it to read or to draw. What a fork does
is what the child does, with limits, walls, a folder and an environment of its own; that one starts from
nothing is asked by tests/shared/test_limited.py.
"""

from __future__ import annotations

import atexit
import gc
import json
import os
import socket
import subprocess
import sys
import tempfile
import traceback
from contextlib import suppress
from functools import cache
from importlib import import_module
from threading import Lock
from types import FunctionType
from typing import Any

from shared import limited

LARGEST = 2**16
SERVES = "from tests.children import serve; serve({0})"
ASKING = Lock()


class Child:
    """A forked child, as Popen shows one."""

    def __init__(self, words: list[str], *files: Any) -> None:
        """Fork one that reads and writes these three files."""
        told = {"words": words, "env": limited._environment(words[-1])}
        self.pid, self.returncode = asked(json.dumps(told), [file.fileno() for file in files]), None

    def wait(self) -> None:
        """How it ended, once it has."""
        self.returncode = asked(str(self.pid))


# The same as the product's, but for who starts the child.
run_limited = FunctionType(limited.run_limited.__code__, vars(limited) | {"_started": Child})
run_limited.__kwdefaults__ = limited.run_limited.__kwdefaults__


def asked(told: str, files: list[int] | None = None) -> int:
    """What the process that forks answers."""
    with ASKING:
        socket.send_fds(line(), [told.encode()], files or [])
        return int(line().recv(20))


@cache
def line() -> socket.socket:
    """The line to the process that forks, which ends with this one."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    command = [sys.executable, "-s", "-c", SERVES.format(theirs.fileno())]
    with theirs:
        process = subprocess.Popen(
            command, cwd=limited.ROOT, stdin=subprocess.DEVNULL, pass_fds=[theirs.fileno()]
        )
    for end in (process.wait, ours.close):  # the last is called first
        atexit.register(end)
    return ours


def serve(number: int) -> None:
    """Fork what is asked for, and say how each ended, until nobody asks any more."""
    with socket.socket(fileno=number) as theirs:
        while True:
            told, files, *_ = socket.recv_fds(theirs, LARGEST, 3)
            if not told:
                return
            theirs.send(b"%d" % (forked(json.loads(told), files) if files else ended(int(told))))
            for file in files:
                os.close(file)


def ended(pid: int) -> int:
    """How a child ended."""
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def forked(told: dict[str, Any], files: list[int]) -> int:
    """The number of a child; what it is told to run is imported here, once."""
    with suppress(Exception):  # a child that cannot import says so itself
        import_module(told["words"][0].partition(":")[0])
    gc.freeze()
    return os.fork() or live(told, files)


def live(told: dict[str, Any], files: list[int]) -> int:
    """A child's whole life, in a session, with files and an environment of its own."""
    os.setsid()
    for number, file in enumerate(files):
        os.dup2(file, number)
    os.closerange(3, limited.MAX_OPEN_FILES)
    os.environ.clear()
    os.environ.update(told["env"])
    sys.stdin, tempfile.tempdir = open(0), None
    target, memory, seconds, _parent, scratch = told["words"]
    try:
        limited.serve(target, memory, seconds, str(os.getppid()), scratch)
    except BaseException:
        traceback.print_exc()
        sys.stderr.flush()
        os._exit(1)
    os._exit(0)
