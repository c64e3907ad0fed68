"""What a service publishes can be sent anew: after a change of shape, or when a neighbour lost its copies."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from sqlalchemy import text

from shared.queue import outbox
from tests.migrations import older
from tests.suite import Suite

LOST = """TRUNCATE gathering_copies, attendance_copies, person_copies, record_copies,
    facts, source_sums, tallies, sizes, pulses"""


def run(suite: Suite, service: str, statement: str) -> Any:
    """One statement in a service's database."""
    with suite.apps[service].app_context():
        session = suite.apps[service].extensions["sqlalchemy"].session
        found = session.execute(text(statement))
        rows = found.all() if found.returns_rows else []
        session.commit()
    return rows


def test_lost_copies_come_back_with_the_same_figures(suite: Suite, project: str) -> None:
    suite.gathering(project, 15)
    suite.settle()
    before = suite.figure(project, "4.1.3")
    run(suite, "reports", LOST)
    assert suite.figure(project, "4.1.3")["actual"] == 0
    outbox.resend(suite.apps["events"])
    suite.settle()
    assert suite.figure(project, "4.1.3") == before


def test_asked_twice_it_is_sent_once(suite: Suite, project: str) -> None:
    outbox.resend(suite.apps["events"])
    outbox.resend(suite.apps["events"])
    assert run(suite, "events", "SELECT count(*) FROM jobs WHERE kind = 'events.resend'") == [(1,)]


def test_change_made_meanwhile_is_not_overtaken(suite: Suite, project: str) -> None:
    """A row that somebody is changing is waited for, so what goes out last is the newest."""
    gathering = suite.gathering(project, 0, evidence=())
    suite.settle()
    app = suite.apps["events"]
    with app.app_context():
        session = app.extensions["sqlalchemy"].session
        session.execute(text("UPDATE gatherings SET title = 'Новое' WHERE id = :id"), {"id": gathering})
        sending = threading.Thread(target=send_gatherings, args=(suite,))
        sending.start()
        sending.join(0.5)
        session.commit()
    sending.join(10)
    told = run(suite, "events", "SELECT state->>'title' FROM outbox WHERE kind = 'gathering'")
    assert told == [("Новое",)]


def send_gatherings(suite: Suite) -> None:
    """Send every gathering anew, as the job does."""
    app = suite.apps["events"]
    with app.app_context():
        kinds = [kind for noun in app.extensions["service"].nouns for kind in noun.sends]
        outbox.send_anew(app.extensions["sqlalchemy"].session, kinds[0])


def test_record_is_keyed_by_its_installation(suite: Suite, project: str) -> None:
    gathering = suite.gathering(project, 0, evidence=())
    keys = run(suite, "events", "SELECT key, state->>'id' FROM outbox WHERE kind = 'gathering'")
    assert keys == [(f"centre:{gathering}", gathering)]


@pytest.mark.parametrize(
    ("service", "before", "after", "table"),
    [("events", "0005", "0006", "gatherings"), ("grants", "0009", "0010", "contests")],
)
def test_upgrade_goes_by_codes_until_ids_are_told_and_leaves_a_job(
    suite: Suite, service: str, before: str, after: str, table: str
) -> None:
    with older(suite.env, service, before) as tables:
        tables.rows("INSERT INTO project_copies (key, version, state) VALUES ('p', 1, %s)", OLD_PROJECT)
        tables.move("upgrade", after)
        assert tables.rows("SELECT key, id, topic, plan_version FROM project_copies") == [
            ("centre:p", "p", "Тема", 2)
        ]
        line = "SELECT state->'plan'->'sections'->0->'activities'->0->>'id' FROM project_copies"
        assert tables.rows(line) == [("4.1",)]
        assert tables.rows(f"SELECT count(activity_id) FROM {table}") == [(0,)]
        assert tables.rows("SELECT kind FROM jobs") == [(f"{service}.resend",)]
        tables.move("downgrade", before)
        assert tables.rows("SELECT key, state->>'key' FROM project_copies") == [("p", "p")]


OLD_PROJECT = """{"key": "p", "topic": "Тема", "grantee": "Г", "grantor": "", "goal": "", "amount": "0",
    "status": "running", "period_from": null, "period_to": null, "regions": [], "partners": [], "team": [],
    "closed_on": null, "plan": {"id": "1", "version": 2, "approved_on": "2022-03-28", "sections": [
    {"code": "T4", "kind": "task", "title": "",
    "activities": [{"code": "4.1", "title": "", "indicators": []}]}]}}"""
