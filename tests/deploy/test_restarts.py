"""When a part is started again and when it is no use; and what a killed PostgreSQL leaves behind."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest

from deploy.home.keys import make_keys
from deploy.running.processes import Child
from deploy.running.restarts import LAST_TIME, PAUSES, Part
from deploy.servers import postgres
from deploy.servers.pair import Servers
from deploy.settings import read_settings

ENDLESS = "SELECT count(*) FROM generate_series(1, 10000000000)"


@dataclass
class Ended:
    """A process that ended."""

    returncode: int
    pid: int = 0

    def poll(self) -> int:
        """Its exit code."""
        return self.returncode


def ended(code: int, lived: float) -> Child:
    """A child that ended with this code after so many seconds."""
    return Child("part", Ended(code), Path("/dev/null"), started=time.monotonic() - lived)


def part(*ends: Child) -> Part:
    """A part that ended so."""
    one = Part(lambda: ended(0, 0))
    for end in ends:
        one.ended(end)
    return one


def test_pauses_grow_up_to_the_longest() -> None:
    pauses = [part(*[ended(1, 2)] * times).pause for times in range(1, LAST_TIME + 1)]
    assert pauses == sorted(pauses) and pauses[0] == 0 and pauses[-1] == PAUSES[-1] <= 5


def test_what_ends_by_itself_again_and_again_is_a_loop() -> None:
    assert not part(*[ended(1, 30)] * LAST_TIME).loops
    assert part(*[ended(1, 30)] * (LAST_TIME + 1)).loops


def test_what_somebody_kills_every_few_seconds_is_none() -> None:
    killed = part(*[ended(-signal.SIGKILL, 1)] * 100)
    assert not killed.loops and killed.pause == PAUSES[-1]
    assert part(*[ended(-signal.SIGKILL, 1)] * 100, ended(-signal.SIGKILL, 6)).pause == PAUSES[0]


def test_what_falls_with_its_server_is_none() -> None:
    """It was one: kills and falls of ten minutes ended the whole suite (./asar chaos --records)."""
    one = part()
    for _time in range(LAST_TIME + 1):
        one.ended(ended(1, 1), fell=True)
    assert not one.loops
    for _time in range(LAST_TIME):
        one.ended(ended(1, 1))
    assert one.loops  # that it fell once excuses nothing later


def test_a_minute_of_life_forgives() -> None:
    assert part(*[ended(1, 2)] * LAST_TIME, ended(1, 61)).in_a_row == 1


@pytest.fixture
def started(home: Path) -> Iterator[Servers]:
    """PostgreSQL alone, durable: what is killed must recover."""
    settings = read_settings(env={"ASAR_HOME": str(home), "ASAR_REDIS_URL": "redis://unused"})
    make_keys(settings.keys)
    made = Servers(settings)
    made.start()
    made.wait()
    yield made
    made.stop()


def kill_in_the_middle_of_a_statement(started: Servers) -> None:
    """Kill the postmaster while a child of it works on what has no end."""

    def work() -> None:
        with suppress(psycopg.Error), psycopg.connect(started.admin_url) as connection:
            connection.execute(ENDLESS)

    threading.Thread(target=work, daemon=True).start()
    with psycopg.connect(started.admin_url, autocommit=True) as connection:
        while not connection.execute(
            "SELECT 1 FROM pg_stat_activity WHERE query = %s AND state = 'active'", (ENDLESS,)
        ).fetchone():
            time.sleep(0.05)
    assert started.postgres
    os.kill(started.postgres.process.pid, signal.SIGKILL)
    started.postgres.wait(5)


def test_a_statement_left_by_a_killed_server_does_not_hinder_the_next(started: Servers) -> None:
    kill_in_the_middle_of_a_statement(started)
    started.begin_postgres()
    started.wait()


def test_twin_that_leaves_the_statement_hinders_it(started: Servers, monkeypatch: pytest.MonkeyPatch) -> None:
    kill_in_the_middle_of_a_statement(started)
    with monkeypatch.context() as off:
        off.setattr(postgres, "end_orphans", lambda folder: None)
        child = started.begin_postgres()
        assert child.wait(10) and "shared memory" in child.last_words()
    started.begin_postgres()
    started.wait()
