"""Children that cannot outlive their parent: other programs and forks of this one, each with its log file."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

PR_SET_PDEATHSIG, PR_SET_NAME = 1, 15
LARGEST_LOG = 5 * 2**20
LIBC = ctypes.CDLL(None) if sys.platform == "linux" else None


class Process(Protocol):
    """What Popen and Forked have in common."""

    pid: int
    returncode: int | None

    def poll(self) -> int | None:
        """The exit code, or None while it runs."""


@dataclass
class Forked:
    """A fork of this process, seen from the parent."""

    pid: int
    returncode: int | None = None

    def poll(self) -> int | None:
        """The exit code (negative: killed by that signal), or None while it runs."""
        if self.returncode is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            self.returncode = os.waitstatus_to_exitcode(status) if pid else None
        return self.returncode


@dataclass
class Child:
    """A named child with its log; it is the leader of its own session."""

    name: str
    process: Process
    log: Path
    stop_signal: signal.Signals = signal.SIGTERM
    started: float = field(default_factory=time.monotonic)

    @property
    def is_alive(self) -> bool:
        """Whether it still runs."""
        return self.process.poll() is None

    def ask_to_stop(self) -> None:
        """Send its own kind of polite signal."""
        if self.is_alive:
            os.kill(self.process.pid, self.stop_signal)

    def wait(self, seconds: float) -> bool:
        """Whether it ended within the seconds."""
        ends = time.monotonic() + seconds
        while self.is_alive and time.monotonic() < ends:
            time.sleep(0.01)
        return not self.is_alive

    def kill(self) -> None:
        """End it and everything of its session's first group."""
        if self.is_alive:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.wait(5)

    def kill_left(self) -> None:
        """End what a child that has just ended left in its group: nginx's workers would keep the port."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)

    def last_words(self, lines: int = 20) -> str:
        """The end of its log."""
        return (
            "\n".join(self.log.read_text(errors="replace").splitlines()[-lines:]) if self.log.exists() else ""
        )


def die_with_parent(signum: signal.Signals, parent: int) -> None:
    """Ask the kernel for a signal when the parent ends, also by `kill -9`.
    Call it in the child, as its final user."""
    if LIBC is not None:
        LIBC.prctl(PR_SET_PDEATHSIG, signum)
    if os.getppid() != parent:
        os.kill(os.getpid(), signal.SIGKILL)


def open_log(file: Path) -> int:
    """A descriptor that appends to the log; a large old log is kept once as `.1`."""
    file.parent.mkdir(parents=True, exist_ok=True)
    if file.exists() and file.stat().st_size > LARGEST_LOG:
        file.rename(file.with_name(file.name + ".1"))
    return os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o640)


def as_account(account: tuple[int, int] | None) -> dict[str, Any]:
    """What a program is started with so that it runs as somebody else: (uid, gid)."""
    return {"user": account[0], "group": account[1], "extra_groups": []} if account else {}


def spawn(
    name: str,
    command: Sequence[str],
    log: Path,
    *,
    env: Mapping[str, str],
    account: tuple[int, int] | None = None,
    stop_signal: signal.Signals = signal.SIGTERM,
    typed: str = "",
    kept: Sequence[int] = (),
) -> Child:
    """Start a program; when we die it gets its stop signal.
    `account` is (uid, gid), `typed` its standard input, `kept` descriptors it gets as they are."""
    parent = os.getpid()
    target = open_log(log)
    user = as_account(account)
    try:
        process = subprocess.Popen(
            command,
            env=dict(env),
            cwd="/",
            stdin=subprocess.PIPE,
            stdout=target,
            stderr=target,
            start_new_session=True,
            pass_fds=kept,
            preexec_fn=lambda: die_with_parent(stop_signal, parent),
            **user,
        )
    finally:
        os.close(target)
    if process.stdin is not None:
        with process.stdin:
            process.stdin.write(typed.encode())
    return Child(name, process, log, stop_signal)


def fork(name: str, body: Callable[[], object], log: Path, *, env: Mapping[str, str]) -> Child:
    """Run `body` in a fork with exactly this environment; when we die it is killed.
    An exception is exit code 1."""
    parent = os.getpid()
    sys.stdout.flush()
    sys.stderr.flush()
    pid = os.fork()
    if pid:
        return Child(name, Forked(pid), log)
    status = 1
    try:
        become_child(name, parent, log, env)
        body()
        status = 0
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else 0 if end.code is None else 1
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)


def become_child(name: str, parent: int, log: Path, env: Mapping[str, str]) -> None:
    """In a fork: own name, session and environment, the log as output, no signal handlers of the parent."""
    os.setsid()
    if LIBC is not None:
        LIBC.prctl(PR_SET_NAME, f"asar:{name}"[:15].encode())
    for signum in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(signum, signal.SIG_DFL)
    die_with_parent(signal.SIGKILL, parent)
    target, nothing = open_log(log), os.open(os.devnull, os.O_RDONLY)
    for source, number in ((nothing, 0), (target, 1), (target, 2)):
        os.dup2(source, number)
    os.environ.clear()
    os.environ.update(env)


def stop_all(children: Sequence[Child], seconds: float) -> None:
    """Ask all of them to stop, wait for all together, kill what is left."""
    for child in children:
        child.ask_to_stop()
    ends = time.monotonic() + seconds
    for child in children:
        child.wait(max(ends - time.monotonic(), 0))
        child.kill()
