"""Long work survives its worker, fails visibly, and never happens twice."""

from __future__ import annotations

import uuid
from io import BytesIO
from typing import Any

import pytest
from sqlalchemy import text

from shared.queue import jobs
from tests.suite import Suite


def ask(suite: Suite, project: str) -> str:
    """A queued report's job."""
    return suite.ok("POST", f"/reports/api/v1/projects/{project}/reports", json={"formats": ["xlsx"]})["job"]


def set_state(suite: Suite, statement: str) -> None:
    """Put the jobs into a state."""
    with suite.apps["reports"].app_context():
        session = suite.apps["reports"].extensions["sqlalchemy"].session
        session.execute(text(statement))
        session.commit()


def test_job_of_a_dead_worker_is_found_and_finished(suite: Suite, project: str) -> None:
    job = ask(suite, project)
    set_state(suite, "UPDATE jobs SET state = 'running', lease_until = now() - interval '1 s'")
    with suite.apps["reports"].app_context():
        assert jobs.requeue(suite.apps["reports"].extensions["sqlalchemy"].session) == 1
        jobs.KNOWN["reports.build"].fn(job)
    assert suite.ok("GET", f"/reports/api/v1/jobs/{job}")["state"] == "done"


def test_job_under_a_lease_is_left_alone(suite: Suite, project: str) -> None:
    job = ask(suite, project)
    set_state(suite, "UPDATE jobs SET state = 'running', lease_until = now() + interval '1 minute'")
    with suite.apps["reports"].app_context():
        jobs.KNOWN["reports.build"].fn(job)
    assert suite.ok("GET", f"/reports/api/v1/jobs/{job}")["state"] == "running"


def test_job_run_twice_makes_one_report(suite: Suite, project: str) -> None:
    job = ask(suite, project)
    with suite.apps["reports"].app_context():
        jobs.KNOWN["reports.build"].fn(job)
        jobs.KNOWN["reports.build"].fn(job)
    state = suite.ok("GET", f"/reports/api/v1/jobs/{job}")
    assert suite.ok("GET", f"/reports/api/v1/reports/{state['result']['report']}")["formats"] == ["xlsx"]


def test_refusing_job_fails_in_words(suite: Suite, project: str) -> None:
    job = ask(suite, project)
    set_state(suite, "DELETE FROM project_copies")
    suite.settle()
    state = suite.ok("GET", f"/reports/api/v1/jobs/{job}")
    assert state["state"] == "failed" and state["result"]["code"] == "project_unknown" and state["error"]


def test_unknown_job_is_not_found(suite: Suite) -> None:
    assert suite.call("GET", f"/reports/api/v1/jobs/{uuid.uuid4()}").status_code == 404


def test_job_that_takes_its_worker_down_each_time_is_given_up(suite: Suite, project: str) -> None:
    job = ask(suite, project)
    set_state(
        suite,
        f"UPDATE jobs SET state = 'running', attempts = {jobs.MOST_ATTEMPTS}, "
        "lease_until = now() - interval '1 s'",
    )
    with suite.apps["reports"].app_context():
        assert jobs.requeue(suite.apps["reports"].extensions["sqlalchemy"].session) == 0
        jobs.KNOWN["reports.build"].fn(job)
    state = suite.ok("GET", f"/reports/api/v1/jobs/{job}")
    assert (state["state"], bool(state["error"])) == ("failed", True)


def test_worker_whose_lease_went_to_another_writes_nothing(suite: Suite, project: str) -> None:
    job = ask(suite, project)
    set_state(suite, "UPDATE jobs SET state = 'done', attempts = 2")
    with suite.apps["reports"].app_context():
        session = suite.apps["reports"].extensions["sqlalchemy"].session
        session.execute(text("UPDATE reports SET state = 'failed'"))
        jobs.finish(session, {"id": uuid.UUID(job), "attempts": 1}, "queued", {}, "late")
        assert session.scalar(text("SELECT state FROM reports")) != "failed"
    assert suite.ok("GET", f"/reports/api/v1/jobs/{job}")["state"] == "done"


def test_no_transaction_waits_while_a_child_works(
    suite: Suite, project: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from services.events.db import db as events
    from services.events.participants.operations import reading
    from services.reports.db import db as reports
    from services.reports.reports import operations

    waiting = []
    for module, db in ((reading, events), (operations, reports)):

        def watched(*args: object, real: Any = module.run_limited, db: Any = db, **kwargs: object) -> Any:
            waiting.append(db.session().in_transaction())
            return real(*args, **kwargs)

        monkeypatch.setattr(module, "run_limited", watched)
    rows = "ФИО;Телефон;Присутствовал\nАхметов Серик;12;да\nОмарова Айгүл;;может быть\n"
    people = (BytesIO(rows.encode()), "list.csv")
    suite.ok(
        "POST",
        f"/events/api/v1/gatherings/{suite.gathering(project, 0)}/participants/file",
        data={"file": people},
    )
    ask(suite, project)
    suite.settle()
    assert waiting == [False] * 3


def test_sealed_report_is_the_same_after_its_job_ran_again(suite: Suite, project: str) -> None:
    suite.gathering(project, 3)
    suite.settle()
    job = ask(suite, project)
    suite.settle()
    report = suite.ok("GET", f"/reports/api/v1/jobs/{job}")["result"]["report"]
    sealed = suite.ok("GET", f"/reports/api/v1/reports/{report}")
    suite.gathering(project, 5, day="2022-05-12", prefix="Ещё")
    suite.settle()
    set_state(suite, "UPDATE jobs SET state = 'queued', attempts = 0; DELETE FROM report_files")
    with suite.apps["reports"].app_context():
        jobs.KNOWN["reports.build"].fn(job)
    again = suite.ok("GET", f"/reports/api/v1/reports/{report}")
    assert (again["snapshot"], again["sha256"], again["formats"]) == (
        sealed["snapshot"],
        sealed["sha256"],
        ["xlsx"],
    )


def test_progress_renews_the_lease(suite: Suite, project: str) -> None:
    job = ask(suite, project)
    set_state(suite, "UPDATE jobs SET state = 'running', lease_until = now() + interval '1 s'")
    app = suite.apps["reports"]
    with app.app_context():
        jobs.Progress(app.extensions["sqlalchemy"], uuid.UUID(job))(1, 2)
        left = app.extensions["sqlalchemy"].session.scalar(
            text("SELECT extract(epoch FROM lease_until - now()) FROM jobs")
        )
    assert left > jobs.LEASE_SECONDS / 2


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT 1/0, CAST(:said AS text)",
        "INSERT INTO jobs (kind) VALUES (:said)",
    ],
)
def test_failure_of_the_database_tells_nothing_of_the_values(
    suite: Suite,
    project: str,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    statement: str,
) -> None:
    from services.reports.reports import operations

    job, app, phone = ask(suite, project), suite.apps["reports"], "87011234567"
    with app.app_context():
        session = app.extensions["sqlalchemy"].session
        fail = lambda *_args: session.execute(text(statement), {"said": phone})  # noqa: E731
        monkeypatch.setattr(operations, "build", fail)
        jobs.KNOWN["reports.build"].fn(job)
        error = session.scalar(text("SELECT error FROM jobs WHERE id = :id"), {"id": job})
    assert error.startswith(("DataError", "IntegrityError")) and "7011234567" not in error
    assert "failed" in caplog.text and "[parameters" not in caplog.text and phone not in caplog.text


def test_failed_job_waits_longer_each_time(
    suite: Suite, project: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from services.reports.reports import operations

    monkeypatch.setattr(operations, "build", lambda *_args: 1 / 0)
    job = ask(suite, project)
    app = suite.apps["reports"]
    with app.app_context():
        session, waits = app.extensions["sqlalchemy"].session, []
        for _ in range(3):
            jobs.KNOWN["reports.build"].fn(job)
            waits.append(
                round(session.scalar(text("SELECT extract(epoch FROM lease_until - now()) FROM jobs")))
            )
            session.execute(text("UPDATE jobs SET lease_until = now()"))
            session.commit()
    assert waits == [2, 4, 8]
