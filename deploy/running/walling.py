"""Around each process of the services: of the home it opens what it works with, and of the keys its own.

The services run under one account, so modes of files hold none of them off; Landlock does. What runs in
events (a plugin too) cannot read the key by which registry signs, nor the secret that all passwords come of,
nor the files of PostgreSQL, nor look into another process. Where all four are one process, the keys of all
four are open to it. A process is forked: what its parent had in memory is in its own, and no wall of files
takes it away.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from deploy.backup.keeping import TOLD
from deploy.home.keys import PUBLIC, SIGNS
from deploy.settings import ROOT, SERVICES, Settings
from shared import walls

TEMPLATES = "templates"  # pages of the installation's own, read alone (shared/web/overlay.py)
WORKED_WITH = ("files", "logs", "metrics", "plugins", TOLD)
NONE = (
    "no wall around keys/: this kernel has no Landlock (Linux 5.19, CONFIG_SECURITY_LANDLOCK, lsm=landlock), "
    "or a folder above the home cannot be listed: the process of a service can read the keys of the others"
)


def behind_wall(env: Mapping[str, str], body: Callable[[], object]) -> None:
    """Raise the wall around this process and do its work. Said in its log where there is none."""
    if not raise_wall(env):
        print(NONE, file=sys.stderr, flush=True)
    body()


def raise_wall(env: Mapping[str, str]) -> bool:
    """Close the home and the keys but for what the services of this environment need; whether it stands."""
    home, keys = Path(env["ASAR_HOME"]).resolve(), Path(env["ASAR_KEYS"]).resolve()
    closed = [home, keys, (home / "servers").resolve()]
    worked_with = [home / name for name in WORKED_WITH]
    if is_in(Path(tempfile.gettempdir()), home):
        worked_with.append(own_temporary(home))
    if (files := env.get("ASAR_FILES", "")) and not files.startswith("s3://"):
        worked_with.append(Path(files))
    for folder in worked_with:
        folder.mkdir(parents=True, exist_ok=True)
    own = [keys / name for name in (PUBLIC, *named(env))]
    own += [place for place in [home / TEMPLATES] if place.is_dir()]
    return walls.close_places(
        closed,
        dict.fromkeys([*worked_with, *code_in(home)], walls.EVERYTHING) | dict.fromkeys(own, walls.READ_FILE),
    )


def named(env: Mapping[str, str]) -> tuple[str, ...]:
    """The services of a process."""
    return tuple(env["ASAR_SERVICES"].split(",")) if env.get("ASAR_SERVICES") else SERVICES


def is_in(folder: Path, home: Path) -> bool:
    """Whether a home lies in a folder, or is it."""
    return home.is_relative_to(folder.resolve())


def own_temporary(home: Path) -> Path:
    """A temporary folder in a home that lies among temporary files: beside it nothing new can be opened."""
    folder = home / "tmp"
    os.environ["TMPDIR"] = tempfile.tempdir = str(folder)
    return folder


def code_in(home: Path) -> list[Path]:
    """What is run and lies in the home."""
    places = [ROOT, Path(sys.prefix), *map(Path, sys.path)]
    return [place for place in places if place.resolve().is_relative_to(home)]


def is_held_off(settings: Settings) -> bool:
    """Whether the wall stands on this machine around this home, tried in a child: it stays raised."""
    env = {"ASAR_HOME": str(settings.home), "ASAR_KEYS": str(settings.keys), "ASAR_SERVICES": "events"}
    if pid := os.fork():
        return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0
    try:
        os._exit(0 if raise_wall(env) and not can_read(settings.keys / "registry" / SIGNS) else 1)
    finally:
        os._exit(1)


def can_read(file: Path) -> bool:
    """Whether this process may open a file."""
    try:
        file.read_bytes()
    except PermissionError:
        return False
    return True
