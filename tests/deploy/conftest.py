"""Homes, environments and running suites of the tiny services in tests/deploy/suite."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from deploy.settings import ROOT

TINY = ROOT / "tests/deploy/suite"
COMMAND = [sys.executable, "-P", "-m", "deploy"]


def environment(**more: str) -> dict[str, str]:
    """A clean environment in which `services` and `shared` are the tiny ones."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR") if name in os.environ}
    return kept | {"PYTHONPATH": f"{TINY}:{ROOT}", "PYTHONWARNINGS": "error"} | more


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def is_alive(pid: int) -> bool:
    """Whether the process runs (a zombie does not)."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def family(pid: int) -> set[int]:
    """A process and all its descendants."""
    parents = {}
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            parents[int(entry.parent.name)] = int(entry.read_text().rsplit(")", 1)[1].split()[1])
        except OSError:
            continue
    found = {pid}
    while more := {child for child, parent in parents.items() if parent in found} - found:
        found |= more
    return found


def all_gone(pids: set[int], seconds: float) -> bool:
    """Whether all of them end within the seconds."""
    ends = time.monotonic() + seconds
    while any(map(is_alive, pids)) and time.monotonic() < ends:
        time.sleep(0.05)
    return not any(map(is_alive, pids))


@dataclass
class Suite:
    """A running `asar up`."""

    process: subprocess.Popen[str]
    home: Path
    port: int

    @property
    def state(self) -> dict:
        """Its run.json."""
        return json.loads((self.home / "run.json").read_text())

    def get(self, path: str, data: bytes | None = None, **headers: str) -> object:
        """The JSON answer of an address."""
        with urlopen(Request(f"http://127.0.0.1:{self.port}{path}", data, headers), timeout=15) as answer:
            return json.loads(answer.read())

    def status(self, path: str) -> int:
        """The status of an address."""
        try:
            with urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=15) as answer:
                return answer.status
        except HTTPError as error:
            with error:
                return error.code

    def wait_for(self, question: Callable[[], bool], seconds: float = 15) -> bool:
        """Whether the question is answered yes within the seconds."""
        ends = time.monotonic() + seconds
        while time.monotonic() < ends:
            try:
                if question():
                    return True
            except OSError:
                pass
            time.sleep(0.1)
        return False

    def stop(self) -> str:
        """Press Ctrl-C; what it printed from now on."""
        self.process.send_signal(signal.SIGINT)
        return self.process.communicate(timeout=40)[0]


@contextmanager
def new_home() -> Iterator[Path]:
    """An empty home that the servers' account can reach (pytest's own folders are closed to it)."""
    folder = Path(tempfile.mkdtemp(prefix="asar-test-"))
    folder.chmod(0o711)
    yield folder
    outside = (folder / "servers").resolve()
    if outside != folder / "servers":
        shutil.rmtree(outside, ignore_errors=True)
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def home() -> Iterator[Path]:
    """An empty home."""
    with new_home() as folder:
        yield folder


def begin(home: Path, *options: str, command: Sequence[str] = COMMAND, **env: str) -> Suite:
    """Start `asar up`; it may still be starting."""
    port = free_port()
    process = subprocess.Popen(
        [*command, "up", "--home", str(home), "--port", str(port), "--no-demo", *options],
        env=environment(**env),
        cwd="/",
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    return Suite(process, home, port)


def wait_until_ready(suite: Suite) -> Suite:
    """Read what it says until it is ready."""
    said = ""
    for line in suite.process.stdout:
        said += line
        if line.startswith("Ctrl-C"):
            return suite
    raise AssertionError(f"asar up ended with {suite.process.wait()}:\n{said}")


def end(suite: Suite) -> None:
    """Kill whatever still runs of it."""
    pids = family(suite.process.pid) if suite.process.poll() is None else set()
    suite.process.kill()
    suite.process.wait()
    suite.process.stdout.close()
    all_gone(pids, 15)


@pytest.fixture
def start(home: Path) -> Iterator[Callable[..., Suite]]:
    """A function that starts `asar up` in `home` and waits until it is ready."""
    suites: list[Suite] = []

    def start_one(*options: str, **env: str) -> Suite:
        suites.append(begin(home, *options, **env))
        return wait_until_ready(suites[-1])

    yield start_one
    for suite in suites:
        end(suite)


@pytest.fixture(scope="session")
def running() -> Iterator[Suite]:
    """One suite for all tests that only look."""
    with new_home() as folder:
        suite = begin(folder, SECRET_OF_SHELL="x")
        yield wait_until_ready(suite)
        end(suite)


def run(*arguments: str, **env: str) -> subprocess.CompletedProcess[str]:
    """Run one asar command to its end."""
    return subprocess.run(
        [*COMMAND, *arguments],
        env=environment(**env),
        cwd="/",
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=60,
    )
