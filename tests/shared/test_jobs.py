"""Long work survives its worker, fails visibly, and never happens twice."""
from __future__ import annotations

import uuid

from sqlalchemy import text

from shared import jobs
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
