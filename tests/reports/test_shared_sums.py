"""All who look at the same share one computation; nobody is shown what is no longer so."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import event, text

from services.reports.facts.queries import Window
from services.reports.figures.queries import figures as queries
from services.reports.figures.queries.shared_sums import KEPT, Shared
from tests.reports.lives import LAST, attendance, deliver, gathering, project, shown
from tests.suite import Suite


@pytest.fixture
def life(suite: Suite) -> Suite:
    """A training with two people."""
    deliver(suite, (1, project()), (2, gathering(1)), (3, attendance(1, 1)), (4, attendance(1, 2)))
    queries.SUMS.forget()
    return suite


@contextmanager
def statements(suite: Suite) -> Iterator[list[str]]:
    """What is asked of the sums meanwhile."""
    with suite.apps["reports"].app_context():
        engine = suite.apps["reports"].extensions["sqlalchemy"].engine
    said: list[str] = []

    def note(*arguments: Any) -> None:
        if "tallies" in arguments[2]:
            said.append(arguments[2])

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield said
    finally:
        event.remove(engine, "before_cursor_execute", note)


def look(suite: Suite) -> None:
    """Somebody looks at the figures."""
    with suite.apps["reports"].app_context():
        queries.figures(queries.get_project("life"), Window(LAST))


def test_second_viewer_asks_nothing_of_the_sums(life: Suite) -> None:
    look(life)
    with statements(life) as said:
        look(life)
    assert said == []


def test_viewers_at_once_share_one_computation(life: Suite) -> None:
    with statements(life) as said:
        threads = [threading.Thread(target=look, args=(life,)) for _viewer in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(20)
    with statements(life) as once:
        queries.SUMS.forget()
        look(life)
    assert len(said) == len(once) > 0


def test_every_record_is_seen_at_once(life: Suite) -> None:
    for number in range(3, 8):
        deliver(life, (10 + number, attendance(1, number)))
        assert shown(life)["came"] == {"2022-04": number}


def test_without_the_version_the_old_figure_stays(life: Suite, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "version", lambda project_id, window: "always the same")
    before = shown(life)
    deliver(life, (10, attendance(1, 3)))
    assert shown(life) == before


def test_report_reads_its_own_sums(life: Suite) -> None:
    look(life)
    with statements(life) as said, life.apps["reports"].app_context():
        queries.figures(queries.get_project("life"), Window(LAST), shared=False)
    assert said


def test_what_failed_is_made_again() -> None:
    results = Shared[int]()
    with pytest.raises(ZeroDivisionError):
        results.get("key", lambda: 1 // 0)
    assert results.get("key", lambda: 7) == 7


def test_who_waits_for_one_that_fails_makes_it_himself() -> None:
    results, started, go = Shared[int](), threading.Event(), threading.Event()
    found: list[int] = []

    def fail() -> int:
        started.set()
        go.wait(5)
        raise ValueError("no database")

    def first() -> None:
        with pytest.raises(ValueError, match="no database"):
            results.get("key", fail)

    one = threading.Thread(target=first)
    one.start()
    started.wait(5)
    other = threading.Thread(target=lambda: found.append(results.get("key", lambda: 7)))
    other.start()
    go.set()
    one.join(5)
    other.join(5)
    assert found == [7]


def test_only_the_last_results_are_kept() -> None:
    results = Shared[int]()
    for number in range(KEPT + 5):
        results.get(number, lambda number=number: number)
    assert len(results.works) == KEPT and results.get(0, lambda: -1) == -1


def test_restored_database_is_not_taken_for_the_one_of_before(life: Suite) -> None:
    look(life)
    with life.apps["reports"].app_context():
        session = life.apps["reports"].extensions["sqlalchemy"].session
        session.execute(text("UPDATE pulses SET beat_at = beat_at - interval '1 day'"))
        session.commit()
    with statements(life) as said:
        look(life)
    assert said
