"""A backup comes back whole, sealed, and only what is new is brought; what was spoilt is named."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import psycopg
import pytest

from deploy.backup.moment import moment_names
from deploy.backup.restoring import restore
from deploy.backup.taking import Taken, libpq_urls, take_from
from deploy.backup.vault import open_vault
from deploy.home.holding import wait_for_lock
from deploy.home.keys import make_keys
from deploy.home.state import restore_mark
from deploy.servers.databases import provision
from deploy.servers.pair import Servers
from deploy.settings import ROOT, Settings, read_settings
from deploy.trouble import Trouble
from tests.deploy.conftest import new_home
from tests.suite import Suite

EVIDENCE = b"%PDF-1.4 a signed list"
HASH = hashlib.sha256(EVIDENCE).hexdigest()


@dataclass
class Home:
    """A running home with one table and one file of evidence."""

    settings: Settings
    servers: Servers

    def url(self, service: str = "registry") -> str:
        """Where a database of it is."""
        return libpq_urls(self.settings, self.servers)[service]

    def run(self, statement: str) -> None:
        """Change something."""
        with psycopg.connect(self.url(), autocommit=True) as connection:
            connection.execute(statement)

    def names(self) -> list[str]:
        """What the table says."""
        with psycopg.connect(self.url()) as connection:
            return [row[0] for row in connection.execute("SELECT name FROM kept ORDER BY name")]

    def take(self, target: Path) -> Taken:
        """Back it up."""
        vault = open_vault(str(target), self.settings.passphrase, make=True)
        return take_from(self.settings, self.servers, vault)


@contextmanager
def running(settings: Settings) -> Iterator[Home]:
    """The servers of a home, up."""
    make_keys(settings.keys)
    servers = Servers(settings)
    try:
        servers.start()
        servers.wait()
        provision(settings, servers.admin_url)
        yield Home(settings, servers)
    finally:
        servers.stop()


def settings_of(home: Path, **more: str) -> Settings:
    """The settings of a home of its own."""
    return read_settings(env={"ASAR_HOME": str(home), **more})


@pytest.fixture(scope="module", params=["", "a passphrase"], ids=["open", "sealed"])
def filled(request: pytest.FixtureRequest) -> Iterator[Home]:
    """A home in which something is kept."""
    with new_home() as folder, running(settings_of(folder, ASAR_BACKUP_PASSPHRASE=request.param)) as home:
        rows = "SELECT 'row ' || lpad(n::text, 6, '0') AS name FROM generate_series(1, 20000) n"
        home.run(f"CREATE TABLE kept AS {rows}")
        file = folder / "files/events" / HASH[:2] / HASH
        file.parent.mkdir(parents=True)
        file.write_bytes(EVIDENCE)
        yield home


@contextmanager
def restored(home: Home, target: Path, at: datetime | None = None) -> Iterator[Home]:
    """The home that comes of a backup, up."""
    with new_home() as folder:
        settings = replace(home.settings, home=folder, backup_to=None, backup_wal=False)
        restore(settings, str(target), at)
        with running(settings) as back:
            yield back


@pytest.fixture(scope="module")
def first(filled: Home, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Taken]:
    """Where its first backup lies, and what it was; taken once, for it copies a whole cluster."""
    place = tmp_path_factory.mktemp("place")
    return place, filled.take(place)


@pytest.fixture
def place(first: tuple[Path, Taken], tmp_path: Path) -> Path:
    """A place of one's own in which the first backup lies."""
    return shutil.copytree(first[0], tmp_path / "place")


def test_a_home_comes_back_as_it_was(filled: Home, first: tuple[Path, Taken]) -> None:
    place, taken = first
    filled.run("INSERT INTO kept VALUES ('later')")
    with restored(filled, place) as back:
        assert back.names() == filled.names()[1:]
        assert (back.settings.home / f"files/events/{HASH[:2]}/{HASH}").read_bytes() == EVIDENCE
        made = [key for key in filled.settings.keys.rglob("*") if key.is_file()]
        assert len(made) > 10
        for key in made:
            copy = back.settings.keys / key.relative_to(filled.settings.keys)
            assert (copy.read_bytes(), copy.stat().st_mode) == (key.read_bytes(), key.stat().st_mode)
    filled.run("DELETE FROM kept WHERE name = 'later'")
    assert taken.moment.evidence == 1


def test_the_next_backup_brings_only_what_is_new(
    filled: Home, first: tuple[Path, Taken], place: Path
) -> None:
    filled.run("INSERT INTO kept VALUES ('z')")
    second = filled.take(place)
    filled.run("DELETE FROM kept WHERE name = 'z'")
    assert second.brought < first[1].brought / 5
    vault = open_vault(str(place), filled.settings.passphrase)
    assert len(vault.names("evidence")) == 1 and len(moment_names(vault)) == 2


def test_a_sealed_place_tells_a_stranger_nothing(filled: Home, place: Path) -> None:
    secret = (filled.settings.keys / "secret.key").read_bytes()
    names = [str(path) for path in place.rglob("*")]
    told = any(HASH in name for name in names) or any(
        word in path.read_bytes()
        for path in place.rglob("*")
        if path.is_file()
        for word in (secret, EVIDENCE)
    )
    assert told is not bool(filled.settings.passphrase)


@pytest.mark.parametrize("given", [None, "another"])
def test_only_the_passphrase_opens_it(filled: Home, place: Path, given: str | None) -> None:
    if not filled.settings.passphrase and not given:
        assert open_vault(str(place), given)
        return
    with pytest.raises(Trouble, match="PASSPHRASE"):
        open_vault(str(place), given)


@pytest.mark.parametrize("folder", ["pieces", "evidence", "moments"])
def test_what_was_spoilt_is_named_not_restored(filled: Home, place: Path, folder: str) -> None:
    spoilt = max((path for path in (place / folder).rglob("*") if path.is_file()), key=os.path.getsize)
    body = bytearray(spoilt.read_bytes())
    body[len(body) // 2] ^= 1
    spoilt.write_bytes(body)
    with new_home() as folder_back, pytest.raises(Trouble, match=spoilt.name):
        restore(replace(filled.settings, home=folder_back), str(place))


def test_a_restore_that_was_cut_lets_nothing_start_and_goes_through_again(
    filled: Home, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with new_home() as folder:
        settings = replace(filled.settings, home=folder)
        with monkeypatch.context() as cut, pytest.raises(KeyboardInterrupt):
            cut.setattr("deploy.backup.cluster.verify", interrupted)
            restore(settings, str(place))
        with pytest.raises(Trouble, match="not whole"):
            wait_for_lock(folder, 1)
        restore(settings, str(place))
        assert not restore_mark(folder).exists()
        with running(settings) as back:
            assert back.names() == filled.names()


def interrupted(*_given: object) -> None:
    """Ctrl-C."""
    raise KeyboardInterrupt


def test_a_home_with_something_in_it_is_not_restored_into(filled: Home, place: Path) -> None:
    with new_home() as folder:
        (folder / "keys").mkdir()
        with pytest.raises(Trouble, match="not empty"):
            restore(replace(filled.settings, home=folder), str(place))
        assert [path.name for path in (folder / "keys").iterdir()] == []


def test_the_whole_product_is_proven_by_bringing_it_back_aside(
    suite: Suite, project: str, tmp_path: Path
) -> None:
    suite.gathering(project)
    suite.settle()
    settings, vault = suite_settings(suite), open_vault(str(tmp_path), None, make=True)
    taken = take_from(settings, Servers(settings), vault)
    said = checked(settings, tmp_path)
    assert said.returncode == 0, said.stdout
    assert "The backup is whole." in said.stdout
    assert sum(one.after for one in taken.moment.counted) > 200
    for path in (tmp_path / "evidence").glob("*/*"):  # the store holds what other tests left, too
        path.unlink()
    said = checked(settings, tmp_path)
    assert said.returncode == 1 and "is missing" in said.stdout


def suite_settings(suite: Suite) -> Settings:
    """The settings under which the apps of the tests run."""
    env = dict(suite.env)
    found = read_settings(env=env)
    if "embedded" in suite.env["ASAR_HOME"]:
        return found
    from tests.conftest import OWN_DATABASE, OWN_REDIS

    return replace(found, database_url=OWN_DATABASE, redis_url=OWN_REDIS)


def checked(settings: Settings, target: Path) -> subprocess.CompletedProcess[str]:
    """`./asar backup --check`, in a process of its own."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR") if name in os.environ}
    return subprocess.run(
        [sys.executable, "-P", "-m", "deploy", "backup", "--check", "--to", str(target)],
        env=kept
        | {"PYTHONPATH": str(ROOT), "ASAR_DATABASE_PREFIX": settings.prefix, "ASAR_HOME": str(settings.home)},
        cwd="/",
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=300,
    )
