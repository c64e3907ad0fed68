"""An upgrade takes a backup first, waits for no table longer than a second, and can be taken back."""

from __future__ import annotations

import lzma
import os
import pickle
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator

import psycopg
import pytest
from alembic import command
from alembic.config import Config

from deploy.backup import upgrading
from deploy.backup.vault import open_vault
from deploy.home.keys import make_keys
from deploy.servers.databases import libpq, provision
from deploy.servers.pair import Servers
from deploy.settings import ROOT, SERVICES, Settings, read_settings
from deploy.trouble import Trouble
from shared import migrating
from tests.deploy.conftest import new_home
from tests.suite import DATA

Home = tuple[Settings, Servers, dict[str, str]]
TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
COUNTED = {"registry": "plans", "events": "gatherings", "grants": "contests", "reports": "gathering_copies"}


@pytest.fixture(scope="module")
def empty() -> Iterator[Home]:
    """A home with four empty databases."""
    with new_home() as folder:
        settings = read_settings(env={"ASAR_HOME": str(folder)})
        make_keys(settings.keys)
        servers = Servers(settings)
        try:
            servers.start()
            servers.wait()
            yield settings, servers, provision(settings, servers.admin_url)
        finally:
            servers.stop()


@pytest.fixture(scope="module")
def before(empty: Home) -> Home:
    """The demo home of an older version, with each service's tables one revision behind this one."""
    for service, url in empty[2].items():
        with psycopg.connect(libpq(url), autocommit=True) as connection:
            connection.execute(lzma.decompress((DATA / "before" / f"{service}.sql.xz").read_bytes()))
        move("upgrade", service, url, one_before(service))
    return empty


def one_before(service: str) -> str:
    """The revision before the newest."""
    return f"{int(migrating.head(service)) - 1:04d}"


def move(step: str, service: str, url: str, revision: str) -> None:
    """Up or down to a revision."""
    config = Config()
    config.set_main_option("script_location", str(ROOT / "services" / service / "migrations"))
    config.attributes["url"] = url
    getattr(command, step)(config, revision)


def counts(urls: dict[str, str]) -> dict[str, int]:
    """Rows of a table of each service."""
    found = {}
    for service, url in urls.items():
        with psycopg.connect(libpq(url)) as connection:
            found[service] = connection.execute(f"SELECT count(*) FROM {COUNTED[service]}").fetchone()[0]
    return found


def test_an_upgrade_without_room_for_its_backup_changes_nothing(before: Home) -> None:
    settings, servers, urls = before
    (settings.home / "backups").touch()
    with pytest.raises(Trouble, match="nothing was done"):
        upgrading.upgrade(settings, servers, urls)
    (settings.home / "backups").unlink()
    assert upgrading.revisions(urls) == {service: one_before(service) for service in SERVICES}


def test_an_upgrade_takes_a_backup_and_can_be_taken_back(before: Home) -> None:
    settings, servers, urls = before
    had = counts(urls)
    assert sorted(upgrading.upgrade(settings, servers, urls)) == sorted(SERVICES)
    step = upgrading.last_step(settings.home)
    vault = open_vault(step.place, None)
    assert vault.names("moments") == {step.backup}
    upgrading.take_back(settings, servers, urls)
    assert upgrading.revisions(urls) == {service: one_before(service) for service in SERVICES}
    assert counts(urls) == had
    upgrading.upgrade(settings, servers, urls)
    assert counts(urls) == had and upgrading.is_newest(upgrading.revisions(urls))


def test_what_was_never_upgraded_is_not_taken_back(empty: Home, tmp_path: object) -> None:
    settings, servers, urls = empty
    upgrading.step_file(settings.home).unlink(missing_ok=True)
    with pytest.raises(Trouble, match="no upgrade"):
        upgrading.take_back(settings, servers, urls)


@pytest.mark.parametrize("protected", [True, False])
def test_a_migration_waits_a_second_for_a_table_and_comes_again(
    before: Home, monkeypatch: pytest.MonkeyPatch, protected: bool
) -> None:
    settings, servers, urls = before
    if not protected:
        monkeypatch.setattr(migrating, "BRIEFLY", "")
    upgrading.upgrade(settings, servers, urls)
    move("downgrade", "reports", urls["reports"], one_before("reports"))
    waits: list[float] = []
    with psycopg.connect(libpq(urls["reports"])) as reader, reader.cursor() as cursor:
        for (table,) in cursor.execute(
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
        ).fetchall():
            cursor.execute(f'LOCK TABLE "{table}" IN SHARE MODE')
        release = threading.Timer(3, reader.rollback)
        release.start()
        monkeypatch.setattr(migrating, "rest", lambda: waits.append(time.monotonic()) or time.sleep(0.2))
        assert migrating.upgrade("reports", urls["reports"], settings.keys)
        release.join()
    assert bool(waits) is protected


THREADS = """
import os, pickle, sys
from deploy.backup.upgrading import backed_up, taken
settings, apart = pickle.load(sys.stdin.buffer)
name = backed_up(settings)[0] if apart else taken(settings, str(settings.home / "backups"))
tasks = os.listdir("/proc/self/task")
print(name, *(open(f"/proc/self/task/{task}/comm").read().strip() for task in tasks))
"""


@pytest.mark.parametrize("apart", [True, False])
def test_the_backup_before_an_upgrade_leaves_no_thread_that_a_fork_would_wait_for(
    before: Home, apart: bool
) -> None:
    settings, _servers, _urls = before
    done = subprocess.run(
        [sys.executable, "-P", "-c", THREADS],
        input=pickle.dumps((settings, apart)),
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        check=True,
    )
    assert (b"tokio" in done.stdout) is not apart
    shutil.rmtree(settings.home / "backups")
