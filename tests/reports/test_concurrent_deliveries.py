"""Two deliveries about one project at the same moment count everybody once, and those about two projects do
not wait for one another; without turns people are counted wrongly, with one turn for all everybody waits."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import msgspec
import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from services.reports.facts.operations import tallies
from shared.language.records.record import Record
from shared.queue import receiving, turns
from tests.reports.lives import attendance, deliver, differences, gathering, on_wire, person, project, shown
from tests.suite import Suite

WAIT = text("SELECT 1")


def other(record: Any, **said: Any) -> Any:
    """The same record of another project."""
    return msgspec.structs.replace(record, **said)


@pytest.fixture
def life(suite: Suite) -> Suite:
    """Two projects with a training each; to the first three people came."""
    deliver(
        suite,
        (1, project()),
        (2, other(project(), id="second")),
        (3, gathering(1)),
        (4, other(gathering(2), project_id="second")),
        *((10 + number, attendance(1, number)) for number in range(3)),
    )
    return suite


def receive(suite: Suite, version: int, record: Record, before_the_end: Callable[[], None]) -> None:
    """Receive one record in a transaction of its own; something happens before it ends."""
    app, sender = suite.apps["reports"], "registry" if record.KIND == "person" else "events"
    with app.app_context():
        session = app.extensions["sqlalchemy"].session
        assert not receiving.receive(session, app.extensions["inbox"], [on_wire(version, record)], sender)
        before_the_end()
        session.commit()


def together(suite: Suite, first: Record, second: Record) -> float:
    """Receive two records, the second while the first has not committed; how long the second took."""
    applied, done, took = threading.Event(), threading.Event(), [0.0]

    def hold() -> None:
        applied.set()
        done.wait(0.7)  # the second has come as far as it can

    def follow() -> None:
        applied.wait(10)
        begun = time.monotonic()
        receive(suite, 21, second, lambda: None)
        took[0] = time.monotonic() - begun
        done.set()

    threads = [
        threading.Thread(target=receive, args=(suite, 20, first, hold)),
        threading.Thread(target=follow),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    return took[0]


def came(suite: Suite) -> int:
    """How many people the first project counts."""
    return sum(shown(suite)["came"].values())


def test_two_deliveries_about_one_project_count_everybody_once(life: Suite) -> None:
    assert together(life, attendance(1, 7), attendance(1, 8)) > 0.5
    assert came(life) == 5 and differences(life) == []


def test_without_turns_people_are_counted_wrongly(life: Suite, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "TAKE_TURNS_OF", text("SELECT CAST(:projects AS text)"))
    monkeypatch.setattr(tallies, "OF_SUMS", WAIT)  # whose rows are waited for, too
    with suppress(OperationalError):
        together(life, attendance(1, 7), attendance(1, 8))
    assert came(life) != 5 or differences(life) != []


def test_delivery_about_another_project_does_not_wait(life: Suite) -> None:
    later = other(attendance(2, 1), project_id="second")
    assert together(life, attendance(1, 7), later) < 0.5
    assert came(life) == 4 and differences(life) == []


def test_with_one_turn_for_all_another_project_waits(life: Suite, monkeypatch: pytest.MonkeyPatch) -> None:
    one_turn = text("SELECT pg_advisory_xact_lock(hashtext('inbox')), CAST(:projects AS text)")
    monkeypatch.setattr(turns, "TAKE_TURNS_OF", one_turn)
    assert together(life, attendance(1, 7), other(attendance(2, 1), project_id="second")) > 0.5


def test_person_who_counts_as_another_waits_for_every_project(life: Suite) -> None:
    assert together(life, attendance(1, 7), person(7, 1)) > 0.5
    assert came(life) == 3 and differences(life) == []


def test_attendance_of_an_older_shape_waits_for_every_project(life: Suite) -> None:
    nameless = other(attendance(1, 8), project_id=None)
    assert together(life, attendance(1, 7), nameless) > 0.5
    assert came(life) == 5 and differences(life) == []


def test_gathering_and_who_was_there_meet_whoever_comes_first(life: Suite) -> None:
    together(life, attendance(3, 1), gathering(3))
    assert came(life) == 4 and differences(life) == []
