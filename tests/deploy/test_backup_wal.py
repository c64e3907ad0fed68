"""With archived WAL a home comes back as it was half a minute ago, or at any time before."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest

from deploy.backup import keeping, wal
from deploy.backup.restoring import restore
from deploy.backup.schedule import ship
from deploy.backup.vault import Vault, open_vault
from deploy.running.processes import Child
from deploy.servers import postgres
from tests.deploy.conftest import new_home
from tests.deploy.test_backup import Home, running, settings_of

PHRASE = "a passphrase"


@pytest.fixture(scope="module")
def archiving() -> Iterator[Home]:
    """A home that hands out its WAL."""
    with new_home() as folder:
        more = {"ASAR_BACKUP_TO": "elsewhere", "ASAR_BACKUP_WAL": "1", "ASAR_BACKUP_PASSPHRASE": PHRASE}
        with running(settings_of(folder, **more)) as home:
            home.run("CREATE TABLE kept (name text)")
            yield home


def switched(home: Home) -> None:
    """Let PostgreSQL hand out what it has, as it does by itself after half a minute."""
    with psycopg.connect(home.servers.admin_url, autocommit=True) as admin:
        admin.execute("SELECT pg_switch_wal()")
    ends = time.monotonic() + 30
    while not wal.all_handed_out(home.servers.admin_url) and time.monotonic() < ends:
        time.sleep(0.05)


def shipped(home: Home, target: Path) -> Vault:
    """Bring away all there is."""
    switched(home)
    vault = open_vault(str(target), PHRASE, make=True)
    ship(home.settings, home.servers, vault, wal.identity(home.servers.admin_url))
    return vault


def come_back(home: Home, target: Path, at: datetime | None = None) -> tuple[list[str], wal.Carried]:
    """What the table says in a restored home, and how WAL carried it."""
    with new_home() as folder:
        settings = replace(home.settings, home=folder, backup_to=None, backup_wal=False)
        carried = restore(settings, str(target), at).carried
        with running(settings) as back:
            return back.names(), carried


def test_changes_after_the_backup_come_back_and_a_time_is_met(archiving: Home, tmp_path: Path) -> None:
    archiving.run("DELETE FROM kept")
    archiving.take(tmp_path)
    archiving.run("INSERT INTO kept VALUES ('one')")
    time.sleep(0.2)
    between = datetime.now(UTC)
    time.sleep(0.2)
    archiving.run("INSERT INTO kept VALUES ('two')")
    before = datetime.now(UTC)
    shipped(archiving, tmp_path)
    assert list(postgres.outgoing(archiving.servers.place).iterdir()) == []
    assert keeping.wal_safe(archiving.settings.home) >= keeping.iso(before - timedelta(seconds=30))
    names, carried = come_back(archiving, tmp_path)
    assert names == ["one", "two"] and carried.until and carried.until <= before
    assert come_back(archiving, tmp_path, between)[0] == ["one"]
    late, carried = come_back(archiving, tmp_path, datetime.now(UTC) + timedelta(hours=1))
    assert late == ["one", "two"] and carried.until


def test_wal_may_turn_out_too_short_while_it_is_read(
    archiving: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """PostgreSQL answers long before the end of its WAL, and goes down only there."""
    archiving.run("DELETE FROM kept")
    archiving.take(tmp_path)
    archiving.run("INSERT INTO kept VALUES ('one')")
    shipped(archiving, tmp_path)
    asked: list[Child] = []

    def answered(child: Child, *given: Any, own: Any = postgres.wait_until_ready, **named: Any) -> None:
        asked.append(child)
        if len(asked) > 1 or not child.wait(30):
            own(child, *given, **named)

    monkeypatch.setattr(postgres, "wait_until_ready", answered)
    late, carried = come_back(archiving, tmp_path, datetime.now(UTC) + timedelta(hours=1))
    assert late == ["one"] and carried.until


def test_without_archived_wal_the_later_change_is_not_there(archiving: Home, tmp_path: Path) -> None:
    archiving.run("DELETE FROM kept")
    archiving.take(tmp_path)
    archiving.run("INSERT INTO kept VALUES ('one')")
    names, carried = come_back(archiving, tmp_path)
    assert names == [] and not carried.any


def test_what_lies_behind_a_missing_segment_is_told_not_taken(archiving: Home, tmp_path: Path) -> None:
    archiving.run("DELETE FROM kept")
    archiving.take(tmp_path)
    for name in ("one", "two", "three"):
        archiving.run(f"INSERT INTO kept VALUES ('{name}')")
        vault = shipped(archiving, tmp_path)
    system = wal.identity(archiving.servers.admin_url)
    segments = sorted(name for name in vault.names(f"wal/{system}") if len(name) == wal.SEGMENT)
    (tmp_path / f"wal/{system}/{segments[-2]}").unlink()
    names, carried = come_back(archiving, tmp_path)
    assert names == ["one"] and carried.unused == 1


def test_evidence_is_away_before_the_change_that_names_it(archiving: Home, tmp_path: Path) -> None:
    file = archiving.settings.home / "files/events/ab/abc"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(b"evidence")
    archiving.run("INSERT INTO kept VALUES ('named')")
    assert len(shipped(archiving, tmp_path).names("evidence")) == 1


def test_what_cannot_be_brought_away_stays_and_is_not_called_safe(
    archiving: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = keeping.wal_safe(archiving.settings.home)
    archiving.run("INSERT INTO kept VALUES ('stays')")
    with monkeypatch.context() as broken, pytest.raises(OSError):
        broken.setattr(Vault, "put", no_room)
        shipped(archiving, tmp_path)
    assert list(postgres.outgoing(archiving.servers.place).iterdir())
    assert keeping.wal_safe(archiving.settings.home) == known


def no_room(*_given: object, **_more: object) -> None:
    """A full disk."""
    raise OSError(28, "No space left on device")
