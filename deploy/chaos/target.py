"""What is struck: a private suite in a home of its own."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from deploy.bench.product import Product, free_port, served, wait_until_quiet
from deploy.bench.wire import Wire
from deploy.chaos.cutting import STANDING, Proxy
from deploy.home.state import state_file
from deploy.servers.places import forget_place
from deploy.settings import ROOT, SERVICES
from deploy.trouble import Trouble

SMALL, STOPPED = "1536m", 90
NO_DISK = (
    "a full disk is tried on a small one of its own (tmpfs), which only root may mount: leave out --only full"
)
START = "import sys; {0}; from deploy.cli import main; sys.exit(main(sys.argv[1:]))"
# What switches a protection off, for the twins: the figures must then be bad, else they prove nothing.
OFF: Mapping[str, str] = {
    "": "pass",
    "restarts": "import deploy.running.restarts as r; r.LAST_TIME = 0",
    "gate": "import deploy.running.web as w; w.GateWorker = 'gthread'",
    "keys": "pass",
}


@contextmanager
def home_of_its_own(name: str, home: Path | None) -> Iterator[Path]:
    """A home that goes afterwards, or the one that was named."""
    folder = home or Path(tempfile.mkdtemp(prefix=f"asar-{name}-"))
    folder.mkdir(exist_ok=True)
    folder.chmod(0o711)
    try:
        yield folder
    finally:
        if home is None:
            forget_place(folder)
            shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def small_disk(folder: Path, wanted: bool) -> Iterator[Path]:
    """The home itself, or one on a disk of its own that can be filled. Trouble for who may not mount one."""
    if not wanted:
        yield folder
        return
    place = folder / "disk"
    place.mkdir(exist_ok=True)
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={SMALL}", "tmpfs", str(place)], check=False
    )
    if mounted.returncode:
        raise Trouble(NO_DISK)
    try:
        yield place
    finally:
        subprocess.run(["umount", "--lazy", str(place)], check=False)


@contextmanager
def between(home: Path, port: int, wanted: bool) -> Iterator[list[str]]:
    """How `asar up` is told that a proxy stands between its services; nothing where none is wanted."""
    if not wanted:
        yield ["pass"]
        return
    STANDING[home] = proxy = Proxy(port)
    peers = json.dumps(dict.fromkeys(SERVICES, proxy.address))
    try:
        yield [f"import deploy.running.supervisor as s; s.as_peers = lambda ports: {peers!r}", "--separate"]
    finally:
        STANDING.pop(home).close()


@contextmanager
def suite(home: Path, off: str = "", cut: bool = False) -> Iterator[Product]:
    """`asar up` with its demo programme over this home, with a protection off or with all of them, with a
    proxy between its services or without."""
    port = free_port()
    with (
        between(home, port, cut) as (patched, *options),
        running(home, port, OFF[off], patched, *options) as one,
    ):
        yield one


@contextmanager
def running(home: Path, port: int, *words: str) -> Iterator[Product]:
    """The suite, from its start to its end."""
    begun = time.monotonic()
    child = started(home, port, *words)
    try:
        with served(home, port, child, begun) as product:
            product.tool = Wire(port, {"Authorization": f"Bearer {new_token(home)}"})
            wait_until_quiet(product)
            yield product
    finally:
        end(child)


def end(child: subprocess.Popen[bytes]) -> None:
    """Ctrl-C; what has not ended by then is killed with all that came from it."""
    child.send_signal(signal.SIGINT)
    try:
        child.wait(STOPPED)
    except subprocess.TimeoutExpired:
        for pid in family(child.pid):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)


def started(home: Path, port: int, off: str, patched: str, *options: str) -> subprocess.Popen[bytes]:
    """The suite as a child, with nothing of our own settings. Its words go beside a home on a small disk."""
    command = [sys.executable, "-P", "-c", START.format(f"{off}; {patched}"), "up", *options]
    log = ((home.parent if home.is_mount() else home) / "chaos.log").open("ab")
    with log:
        return subprocess.Popen(
            [*command, "--home", str(home), "--port", str(port)],
            cwd=ROOT,
            env=own_environment(),
            stdout=log,
            stderr=log,
        )


def own_environment() -> dict[str, str]:
    """This process's environment without settings of ours."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ASAR_")}
    return kept | {"PYTHONPATH": str(ROOT)}


def new_token(home: Path, services: Sequence[str] = ("registry", "events")) -> str:
    """A token of a tool that may write, made as anybody makes one."""
    words = [f"{service}:{access}" for service in services for access in ("read", "write")]
    scopes = [word for scope in words for word in ("--scope", scope)]
    return asar(home, "token", "create", "--name", "chaos", *scopes)


def asar(home: Path, *words: str) -> str:
    """What a command of the shell says beside a home; Trouble with its words where it fails."""
    command = [sys.executable, "-P", "-m", "deploy", *words, "--home", str(home)]
    done = subprocess.run(
        command, capture_output=True, text=True, env=own_environment(), cwd=ROOT, check=False
    )
    if done.returncode:
        raise Trouble(f"asar {words[0]}: {done.stderr.strip()}")
    return done.stdout.strip()


def parts(home: Path) -> dict[str, int]:
    """What runs now, by its name; nothing once the suite has ended. The state may still name a part that was
    killed, and its number may be somebody else's by now: only children of the suite are ours to strike."""
    try:
        state = json.loads(state_file(home).read_text())
        children: dict[str, int] = state["children"]
    except (OSError, ValueError, KeyError):
        return {}
    return {name: pid for name, pid in children.items() if parent_of(pid) == state["pid"]}


def parent_of(pid: int) -> int:
    """From which process one comes, 0 where it is gone."""
    try:
        return int(Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[1])
    except (OSError, ValueError, IndexError):
        return 0


def family(pid: int) -> list[int]:
    """A process and all that come from it, itself first; nobody of 0, from which every process comes."""
    living = [int(entry.name) for entry in Path("/proc").glob("[0-9]*")]
    parents, found = {one: parent_of(one) for one in living}, [pid] if pid else []
    for one in found:
        found += [child for child, parent in parents.items() if parent == one]
    return found
