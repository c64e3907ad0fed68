"""A gathering of five thousand: one mark is one mark, whatever stands beside it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import event, text

from tests.reports.lives import attendance, deliver, differences, gathering, project, shown
from tests.suite import Suite

PEOPLE = 5200
CROWD = text("""
    INSERT INTO attendance_copies (key, id, version, gathering_id, person_id, attended)
    SELECT 'centre:g1/p' || n, 'g1/p' || n, n, 'g1', 'p' || n, true FROM generate_series(1, :people) n""")
WRITTEN = text("""
    SELECT relname, n_tup_ins + n_tup_upd + n_tup_del AS rows, coalesce(seq_tup_read, 0)
        + coalesce(idx_tup_fetch, 0) AS read
    FROM pg_stat_xact_user_tables WHERE relname IN ('facts', 'attendance_copies')""")


@pytest.fixture
def crowd(suite: Suite) -> Suite:
    """A training with 5,200 people, as deliveries have left it."""
    deliver(suite, (1, project()))
    with suite.apps["reports"].app_context():
        session = suite.apps["reports"].extensions["sqlalchemy"].session
        session.execute(CROWD, {"people": PEOPLE})
        session.commit()
    deliver(suite, (PEOPLE + 1, gathering(1)))
    with suite.apps["reports"].app_context():
        session = suite.apps["reports"].extensions["sqlalchemy"].session
        session.execute(text("ANALYZE facts, attendance_copies"))  # as the database itself does in a minute
        session.commit()
    return suite


@contextmanager
def counted(suite: Suite) -> Iterator[dict[str, tuple[int, int]]]:
    """Rows written and read in facts and attendances by the transactions that end meanwhile."""
    found: dict[str, tuple[int, int]] = {}
    with suite.apps["reports"].app_context():
        pool = suite.apps["reports"].extensions["sqlalchemy"].engine

    def look(connection: Any, sign: int) -> None:
        for name, rows, read in connection.execute(WRITTEN):
            before = found.get(name, (0, 0))
            found[name] = before[0] + sign * rows, before[1] + sign * read

    def begin(connection: Any) -> None:
        look(connection, -1)  # the server has not yet put down what the connection did before

    def commit(connection: Any) -> None:
        look(connection, 1)

    event.listen(pool, "begin", begin)
    event.listen(pool, "commit", commit)
    try:
        yield found
    finally:
        event.remove(pool, "begin", begin)
        event.remove(pool, "commit", commit)


def test_crowd_is_counted(crowd: Suite) -> None:
    assert shown(crowd) == {
        name: {"2022-04": n} for name, n in (("held", 1), ("came", 5200), ("people", 5200))
    }


def test_one_mark_writes_the_facts_of_one_person(crowd: Suite) -> None:
    with counted(crowd) as rows:
        deliver(crowd, (PEOPLE + 2, attendance(1, 7, attended=False)))
    assert rows["facts"][0] == 2 and rows["attendance_copies"][0] == 1
    assert sum(shown(crowd)["came"].values()) == PEOPLE - 1 and differences(crowd) == []


def test_one_mark_reads_no_crowd(crowd: Suite) -> None:
    with counted(crowd) as rows:
        deliver(crowd, (PEOPLE + 2, attendance(1, PEOPLE + 1)), (PEOPLE + 3, gathering(1)))
    assert sum(read for _written, read in rows.values()) < 100, rows
    assert sum(shown(crowd)["came"].values()) == PEOPLE + 1 and differences(crowd) == []


def test_without_deltas_the_whole_crowd_is_read(crowd: Suite, monkeypatch: pytest.MonkeyPatch) -> None:
    """The twin: sums added up anew read every fact of the gathering."""
    from services.reports.facts.operations import people, tallies

    monkeypatch.setattr(people, "tally", lambda session, moved: tallies.tally_anew(session, moved.sources))
    with counted(crowd) as rows:
        deliver(crowd, (PEOPLE + 2, attendance(1, 7, attended=False)))
    assert rows["facts"][1] >= PEOPLE


def test_crowd_that_moves_to_another_day_moves_whole(crowd: Suite) -> None:
    from datetime import date

    deliver(crowd, (PEOPLE + 2, gathering(1, date(2022, 5, 3))))
    assert shown(crowd)["came"] == {"2022-05": PEOPLE} and differences(crowd) == []
