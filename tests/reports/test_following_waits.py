"""A rule that is followed anew lets records in: they wait for one of its batches, never for all of it."""

from __future__ import annotations

import time
from threading import Event, Thread
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from services.reports.facts.operations import following
from services.reports.facts.operations.moved import Moved
from shared.queue import jobs
from shared.queue.turns import TAKE_TURNS
from tests.reports.lives import attendance, deliver, differences, gathering, project
from tests.reports.test_rule_versions import figures, newer
from tests.suite import Suite

MANY, SLOW = 40, 0.05  # gatherings with a person each; seconds a record or a person takes
IMPATIENT = text("SET LOCAL lock_timeout = '900ms'")
__all__ = ["newer"]


@pytest.fixture
def life(suite: Suite) -> Suite:
    """Many trainings with a person each."""
    deliver(suite, (1, project()))
    deliver(suite, *((number, gathering(number)) for number in range(2, MANY + 2)))
    deliver(suite, *((number, attendance(number, number)) for number in range(2, MANY + 2)))
    return suite


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Event:
    """Deriving takes its time; set once it has begun."""
    begun, derive, find = Event(), following.derive, following.find_first

    def slow_derive(session: Any, sources: list[str]) -> Any:
        begun.set()
        time.sleep(SLOW * len(sources))
        return derive(session, sources)

    def slow_find(session: Any, scope: Any, people: Any) -> Any:
        time.sleep(SLOW * len(people))
        return find(session, scope, people)

    monkeypatch.setattr(following, "derive", slow_derive)
    monkeypatch.setattr(following, "find_first", slow_find)
    return begun


def follow(suite: Suite) -> Thread:
    """The job under way as in a worker."""

    def work() -> None:
        app = suite.apps["reports"]
        with app.app_context():
            jobs.at_start(app.extensions["sqlalchemy"].session, following.FOLLOW)
            suite.run_jobs(app.extensions["sqlalchemy"].session, jobs)

    worker = Thread(target=work)
    worker.start()
    return worker


def let_in(suite: Suite, worker: Thread) -> int:
    """How often a neighbour's batch got its turn until the job ended; OperationalError when one waited too
    long."""
    times = 0
    session = suite.apps["reports"].extensions["sqlalchemy"].session
    while worker.is_alive():
        with suite.apps["reports"].app_context():
            session.execute(IMPATIENT)
            session.execute(TAKE_TURNS)
            session.commit()
        times += 1
        time.sleep(0.05)
    return times


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Batches as small against the life as they are against a programme."""
    monkeypatch.setattr(following, "AT_ONCE", 5)
    monkeypatch.setattr(following, "PEOPLE_AT_ONCE", 5)


def test_records_are_let_in_while_a_newer_rule_is_followed(
    life: Suite, newer: None, slow: Event, small: None
) -> None:
    worker = follow(life)
    assert slow.wait(30)
    assert let_in(life, worker) > 2
    worker.join(60)
    assert {row.rules for row in figures(life).values()} == {(2,)} and differences(life) == []


def test_without_batches_they_wait_too_long(life: Suite, newer: None, slow: Event) -> None:
    worker = follow(life)
    assert slow.wait(30)
    with pytest.raises(OperationalError):
        let_in(life, worker)
    worker.join(60)


def test_gatherings_of_thousands_are_derived_one_by_one(
    life: Suite, newer: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken: list[int] = []
    monkeypatch.setattr(following, "FACTS_AT_ONCE", 1)
    monkeypatch.setattr(following, "derive", lambda _session, sources: taken.append(len(sources)) or Moved())
    with life.apps["reports"].app_context():
        session = life.apps["reports"].extensions["sqlalchemy"].session
        old, last = following.old_measures(session), ""
        while last := following.derive_some(session, old, last):
            session.commit()
    assert taken == [1] * MANY + [0]
