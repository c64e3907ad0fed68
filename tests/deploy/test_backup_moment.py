"""Dumps of several databases are of one moment: no recipient knows more than its sender, and what a sender
calls delivered is there. Without the hold both fail."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest

from deploy.backup import dumps
from deploy.backup.restoring import restore
from deploy.backup.taking import libpq_urls, take_from
from deploy.backup.vault import open_vault
from tests.deploy.conftest import new_home
from tests.deploy.test_backup import Home, running, settings_of

TABLES = "CREATE TABLE outbox (version int); CREATE TABLE record (version int); INSERT INTO record VALUES (1)"
Urls = dict[str, str]


@pytest.fixture(scope="module")
def home() -> Iterator[Home]:
    """A home whose services have a record and an outbox each."""
    with new_home() as folder, running(settings_of(folder)) as found:
        for url in libpq_urls(found.settings, found.servers).values():
            with psycopg.connect(url, autocommit=True) as connection:
                connection.execute(TABLES)
        yield found


def publish_and_deliver(urls: Urls) -> None:
    """What services do: a newer record with its outbox row, then the recipient's copy, then "delivered"."""
    quickly = {name: psycopg.connect(url, options="-c lock_timeout=200") for name, url in urls.items()}
    sender, recipient = quickly["registry"], quickly["reports"]
    try:
        sender.execute("UPDATE record SET version = version + 1")
        sender.execute("INSERT INTO outbox SELECT version FROM record")
        sender.commit()
        version = sender.execute("SELECT version FROM record").fetchone()
        recipient.execute("UPDATE record SET version = %s", version)
        recipient.commit()
        sender.execute("DELETE FROM outbox")
        sender.commit()
    finally:
        for connection in quickly.values():
            connection.close()


def seen(urls: Urls, snapshots: dict[str, str]) -> dict[str, tuple[int, int]]:
    """The record's version and the waiting rows, in each snapshot."""
    found = {}
    for name, url in urls.items():
        with psycopg.connect(url) as connection:
            connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            connection.execute(f"SET TRANSACTION SNAPSHOT '{snapshots[name]}'")
            query = "SELECT version, (SELECT count(*) FROM outbox) FROM record"
            found[name] = connection.execute(query).fetchone()
    return found


@pytest.mark.parametrize("hold", [dumps.HOLD, "SELECT 1"], ids=["held", "twin"])
def test_no_recipient_knows_more_than_its_sender(
    home: Home, monkeypatch: pytest.MonkeyPatch, hold: str
) -> None:
    urls = libpq_urls(home.settings, home.servers)
    take_snapshot = dumps.snapshot

    def between(reader: psycopg.Connection) -> str:
        """Somebody works between two snapshots."""
        found = take_snapshot(reader)
        with suppress(psycopg.errors.LockNotAvailable):
            publish_and_deliver(urls)
        return found

    monkeypatch.setattr(dumps, "snapshot", between)
    with dumps.one_moment(urls, hold) as snapshots:
        found = seen(urls, snapshots)
    held = found["registry"][0] >= found["reports"][0]
    assert held is (hold == dumps.HOLD)
    publish_and_deliver(urls)


def test_who_writes_is_waited_for_and_nothing_stays_held(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    urls = libpq_urls(home.settings, home.servers)
    monkeypatch.setattr(dumps, "SECONDS", 2)
    with psycopg.connect(urls["events"]) as writer:
        writer.execute("INSERT INTO outbox VALUES (1)")
        with pytest.raises(dumps.Trouble, match="without a pause"), dumps.one_moment(urls):
            pass
        writer.rollback()
    with dumps.one_moment(urls):
        publish_and_deliver(urls)


def test_dumps_come_back_into_a_home_of_another_kind(home: Home, tmp_path: Path) -> None:
    vault = open_vault(str(tmp_path), None, make=True)
    taken = take_from(home.settings, home.servers, vault, portable=True)
    again = take_from(home.settings, home.servers, open_vault(str(tmp_path), None), portable=True)
    assert taken.moment.kind == "dumps" and again.brought < taken.brought
    with new_home() as folder:
        settings = replace(home.settings, home=folder, prefix="other")
        restore(settings, str(tmp_path))
        with running(settings) as back, psycopg.connect(back.url("reports")) as connection:
            assert connection.execute("SELECT count(*) FROM record").fetchone() == (1,)
