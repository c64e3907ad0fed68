"""Two deliveries about one gathering at the same moment count everybody once;
without taking turns they do not (the twin)."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from sqlalchemy import text

from services.reports.facts.operations import tallies
from shared.language import records
from shared.language.records.attendance import Attendance
from shared.queue import outbox
from tests.suite import Suite


def attendance(gathering: str, number: int) -> dict[str, Any]:
    """A record as it travels: one more person was there."""
    person = f"00000000-0000-7000-8000-{number:012d}"
    record = Attendance(
        id=f"{gathering}/{person}",
        page=f"/events/gatherings/{gathering}",
        gathering_id=gathering,
        person_id=person,
        attended=True,
        sex=None,
        birth_year=None,
        category=None,
        settlement=None,
    )
    return {
        "kind": record.KIND,
        "key": f"centre:{record.id}",
        "version": 10**6 + number,
        "state": records.state(record),
    }


def deliver_together(suite: Suite, gathering: str) -> None:
    """Receive one person in each of two transactions; the second begins while the first has not committed."""
    app, applied, about_to_end = suite.apps["reports"], threading.Event(), threading.Event()

    def first() -> None:
        with app.app_context():
            session = app.extensions["sqlalchemy"].session
            assert not outbox.receive(session, app.extensions["inbox"], [attendance(gathering, 1)], "events")
            applied.set()
            about_to_end.wait(0.7)  # the second has come as far as it can
            session.commit()

    def second() -> None:
        applied.wait()
        with app.app_context():
            session = app.extensions["sqlalchemy"].session
            assert not outbox.receive(session, app.extensions["inbox"], [attendance(gathering, 2)], "events")
            session.commit()

    threads = [threading.Thread(target=work) for work in (first, second)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)


def test_two_deliveries_at_once_count_everybody_once(suite: Suite, project: str) -> None:
    gathering = suite.gathering(project, 3)
    suite.settle()
    deliver_together(suite, gathering)
    assert suite.figure(project, "4.1.3")["actual"] == 5


def test_without_taking_turns_people_are_counted_twice(
    suite: Suite, project: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    gathering = suite.gathering(project, 3)
    suite.settle()
    monkeypatch.setattr(outbox, "TAKE_TURNS", text("SELECT 1"))
    monkeypatch.setattr(tallies, "OF_SUMS", text("SELECT 1"))  # whose rows are waited for, too
    deliver_together(suite, gathering)
    assert suite.figure(project, "4.1.3")["actual"] > 5
