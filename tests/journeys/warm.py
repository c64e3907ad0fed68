"""Commands of the product without its imports: one process that imported all of it forks each of them.

A suite and its commands spend more seconds with imports than with what a journey asks of them. What a fork
does is what the command does, with an environment, a folder and files of its own; that the command starts
from nothing is asked by tests/deploy.
"""

from __future__ import annotations

import atexit
import gc
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import cache
from importlib import import_module
from select import select
from typing import Any

from deploy.settings import ROOT, SERVICES

LARGEST = 2**16
USED = (
    "alembic.command",
    *(
        f"deploy.{name}"
        for name in ("product", "running.supervisor", "running.web", "running.worker", "wsgi")
    ),
    *(f"services.{service}.service" for service in SERVICES),
)
SERVES = "from tests.journeys.warm import serve; serve({0})"


class Command:
    """A forked command, as Popen shows one."""

    def __init__(self, words: Sequence[str], env: Mapping[str, str], output: Any, errors: Any = None) -> None:
        """Start `asar` with these words, or what follows "-c" as Python would; `output` and `errors` (None:
        the same one) are files."""
        self.line, theirs = pair()
        out, err = output.fileno(), (errors or output).fileno()
        with theirs:
            told = json.dumps({"words": list(words), "env": dict(env)}).encode()
            socket.send_fds(asked(), [told], [out, err, theirs.fileno()])
        self.pid, self.returncode = int(self.line.recv(20)), None

    def poll(self) -> int | None:
        """The exit code, or None while it runs."""
        if self.returncode is None and select([self.line], [], [], 0)[0]:
            self.returncode = int(self.line.recv(20) or -signal.SIGKILL)
            self.line.close()
        return self.returncode

    def wait(self, timeout: float) -> int:
        """The exit code, at the latest after so many seconds."""
        if self.returncode is None and not select([self.line], [], [], timeout)[0]:
            raise subprocess.TimeoutExpired("asar", timeout)
        return self.poll() or 0

    def send_signal(self, signum: signal.Signals) -> None:
        """Send it a signal, unless it ended."""
        if self.poll() is None:
            os.kill(self.pid, signum)


def run(words: Sequence[str], env: Mapping[str, str], timeout: float) -> tuple[int, str, str]:
    """Run a command to its end: its exit code, what it printed, what it complained of."""
    with tempfile.TemporaryFile("w+") as output, tempfile.TemporaryFile("w+") as errors:
        code = Command(words, env, output, errors).wait(timeout)
        for file in (output, errors):
            file.seek(0)
        return code, output.read(), errors.read()


def pair() -> tuple[socket.socket, socket.socket]:
    """Two ends of a line on which words stay apart."""
    return socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)


@cache
def asked() -> socket.socket:
    """The line to the warm process of this one, which ends with it."""
    ours, theirs = pair()
    env = {name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR", "LANG") if name in os.environ}
    command = [sys.executable, "-c", SERVES.format(theirs.fileno())]
    with theirs:
        process = subprocess.Popen(command, cwd=ROOT, env=env, pass_fds=[theirs.fileno()])
    for end in (process.wait, ours.close):  # the last is called first
        atexit.register(end)
    return ours


def serve(number: int) -> None:
    """Import the product, then fork what is asked for until nobody asks any more."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["PROMETHEUS_MULTIPROC_DIR"] = folder  # whether it counts is asked when it is imported
        load()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with socket.socket(fileno=number) as line:
        while True:
            told, files, *_ = socket.recv_fds(line, LARGEST, 3)
            if not told:
                return
            if not os.fork():
                line.close()
                keep(json.loads(told), *files)
            for file in files:
                os.close(file)
            forget_ended()


def load() -> None:
    """Import what every command may need, and learn the address of the queue only in a fork."""
    from sqlalchemy.orm import configure_mappers

    from deploy.cli import find_commands
    from shared.queue import broker

    for name in USED:
        import_module(name)
    find_commands()
    configure_mappers()
    real = cache(broker.make_broker)

    class Late(type(broker.broker)):  # type: ignore[misc]
        """Asks for its address when it is first used."""

        client = property(lambda self: real().client)
        scripts = property(lambda self: real().scripts)
        namespace = property(lambda self: real().namespace)

    broker.broker.__class__ = Late
    gc.freeze()


def forget_ended() -> None:
    """Let go of keepers that ended; what they and theirs used is counted as ours."""
    with suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass


def keep(told: dict[str, Any], output: int, errors: int, line: int) -> None:
    """Fork the command, say its number, wait for it and say how it ended."""
    pid = os.fork()
    if not pid:
        os.close(line)
        become(told["env"], output, errors)
        os._exit(ended(told["words"]))
    os.close(output)
    os.close(errors)
    os.write(line, b"%d" % pid)
    os.write(line, b"%d" % os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
    os._exit(0)


def become(env: dict[str, str], output: int, errors: int) -> None:
    """What a started program is: this environment, these files, nobody else's handlers."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    for source, number in ((os.open(os.devnull, os.O_RDONLY), 0), (output, 1), (errors, 2)):
        os.dup2(source, number)
        os.close(source)
    os.environ.clear()
    os.environ.update(env)


def ended(words: list[str]) -> int:
    """Run the command in this process; its exit code."""
    from deploy.cli import main

    sys.argv[1:] = words
    try:
        return main(words) if words[0] != "-c" else script(*words[1:])
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 1
    except BaseException:
        traceback.print_exc()
        return 1
    finally:
        sys.stdout.flush()
        sys.stderr.flush()


def script(code: str, *words: str) -> int:
    """What Python does with "-c"."""
    sys.argv = ["-c", *words]
    exec(compile(code, "-c", "exec"), {"__name__": "__main__"})
    return 0
