"""A server whose clock was an hour ahead, and is put right: nothing waits that long, nobody is kept out."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from itertools import count
from types import SimpleNamespace

import pytest
from sqlalchemy import text

from services.registry.codes.operations import step_of
from services.registry.deployments.operations.going_up import is_due
from shared.clock import gone_by
from shared.queue import jobs, ticks
from tests.registry.homes import Home
from tests.registry.test_codes import code
from tests.registry.test_sign_in import guesses, right, waits
from tests.suite import Suite

AHEAD = "now() + interval '1 hour'"
LEASED = "created_at = now() - interval '1 minute', lease_until"
minutes = count(1)
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def put(suite: Suite, service: str, statement: str) -> None:
    """Write down what a clock ahead has left."""
    with suite.apps[service].app_context():
        session = suite.apps[service].extensions["sqlalchemy"].session
        session.execute(text(statement))
        session.commit()


def minute(suite: Suite, service: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a worker does once a minute."""
    later = time.monotonic() + 61 * next(minutes)
    monkeypatch.setattr(ticks, "time", SimpleNamespace(monotonic=lambda: later))
    ticks.tick(suite.apps[service])


def asked(suite: Suite, project: str) -> str:
    """The job of a report."""
    wanted = {"formats": ["xlsx"]}
    return str(suite.ok("POST", f"/reports/api/v1/projects/{project}/reports", json=wanted)["job"])


def test_records_go_out(suite: Suite, project: str, monkeypatch: pytest.MonkeyPatch) -> None:
    suite.gathering(project, 2)
    put(suite, "events", f"UPDATE outbox SET due_at = {AHEAD}, claimed_until = {AHEAD}")
    suite.settle()
    assert suite.figure(project, "4.1.3")["actual"] != 2
    minute(suite, "events", monkeypatch)
    suite.settle()
    assert suite.figure(project, "4.1.3")["actual"] == 2


@pytest.mark.parametrize("was", ["state = 'running', lease_until", "created_at", LEASED])
def test_work_is_done(suite: Suite, project: str, monkeypatch: pytest.MonkeyPatch, was: str) -> None:
    job = asked(suite, project)
    put(suite, "reports", f"UPDATE jobs SET {was} = {AHEAD}")
    rung: list[str] = []
    monkeypatch.setattr(jobs.doorbell, "ring", lambda _task, *said: rung.extend(said))
    minute(suite, "reports", monkeypatch)
    with suite.apps["reports"].app_context():
        jobs.requeue(suite.apps["reports"].extensions["sqlalchemy"].session)
    assert job in rung


def test_work_of_another_version_keeps_no_other_waiting(
    suite: Suite, project: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = asked(suite, project)
    strange = "INSERT INTO jobs (id, kind, input) SELECT gen_random_uuid(), 'reports.foretell', '{}'"
    put(suite, "reports", f"{strange} FROM generate_series(1, 60)")
    put(suite, "reports", f"UPDATE jobs SET created_at = now() - interval '1 minute' WHERE id = '{job}'")
    put(
        suite, "reports", "UPDATE jobs SET created_at = now() - interval '1 hour' WHERE kind LIKE '%foretell'"
    )
    rung: list[str] = []
    monkeypatch.setattr(jobs.doorbell, "ring", lambda _task, *said: rung.extend(said))
    with suite.apps["reports"].app_context():
        assert jobs.requeue(suite.apps["reports"].extensions["sqlalchemy"].session) == 1
    assert rung == [job]


def test_who_guessed_waits_no_longer_than_he_would(suite: Suite) -> None:
    login = suite.browser("coordinator").login
    guesses(suite, login, 7, "198.51.100.20")
    assert waits(suite) and right(suite, login) == 429
    put(suite, "registry", f"UPDATE sign_in_tries SET waits_until = {AHEAD}")
    assert right(suite, login) == 302


def test_code_of_a_phone_is_taken_again(monkeypatch: pytest.MonkeyPatch) -> None:
    step = step_of(SECRET, code(SECRET), 0)
    assert step and step_of(SECRET, code(SECRET), step) is None
    assert step_of(SECRET, code(SECRET), step + 120) == step


def test_home_is_heard_and_sends_as_before(suite: Suite) -> None:
    ahead = datetime.now(UTC) + timedelta(hours=1)
    assert gone_by(ahead) > timedelta(days=1) > gone_by(datetime.now(UTC))
    home = Home(suite).pair()
    assert home.pulse().status_code == 200
    put(
        suite, "registry", f"UPDATE deployment_news SET quota_from = {AHEAD}, taken = 6000, told_at = {AHEAD}"
    )
    assert home.pulse({"kind": "x"}).status_code == 200
    with suite.apps["registry"].app_context():
        session = suite.apps["registry"].extensions["sqlalchemy"].session
        assert session.scalar(text("SELECT told_at < now() FROM deployment_news"))


def test_pulse_is_due(suite: Suite, monkeypatch: pytest.MonkeyPatch) -> None:
    from services.registry.deployments.operations import going_up

    said = {"at": (datetime.now(UTC) + timedelta(hours=1)).isoformat()}
    monkeypatch.setattr(going_up, "news_of", lambda _found: SimpleNamespace(said=said))
    assert is_due(None)  # type: ignore[arg-type]
