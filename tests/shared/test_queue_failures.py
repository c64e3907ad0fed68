"""What passes is tried again, what is of a wrong shape is not: jobs, messages of the queue, records."""

from __future__ import annotations

import errno
import threading
import uuid
import zipfile
from collections.abc import Iterator
from typing import Any

import dramatiq
import pytest
from dramatiq.brokers.redis import RedisBroker
from dramatiq.middleware import Retries
from psycopg import errors as states
from redis import Redis
from sqlalchemy import text
from sqlalchemy.exc import InternalError

from shared import peers
from shared.peers import NeighbourDown, Reply
from shared.queue import jobs, outbox
from shared.queue.broker import TRIES, worth_retrying
from shared.queue.jobs import WrongMessage
from tests.suite import Suite


def after(suite: Suite, project: str, monkeypatch: pytest.MonkeyPatch, error: Exception) -> dict[str, Any]:
    """The state of a report's job whose work raised this."""
    from services.reports.reports import operations

    def failing(*_any: Any) -> None:
        raise error

    asked = suite.ok("POST", f"/reports/api/v1/projects/{project}/reports", json={"formats": ["xlsx"]})
    monkeypatch.setattr(operations, "build", failing)
    with suite.apps["reports"].app_context():
        jobs.KNOWN["reports.build"].fn(asked["job"])
    state: dict[str, Any] = suite.ok("GET", f"/reports/api/v1/jobs/{asked['job']}")
    return state


IDLE = InternalError("SELECT", {}, states.IdleInTransactionSessionTimeout("idle"))
PASSING = [NeighbourDown(), OSError(errno.ENOSPC, "No space left on device"), TimeoutError(), IDLE]


@pytest.mark.parametrize("error", PASSING, ids=lambda error: type(error).__name__)
def test_a_job_that_met_what_passes_is_done_later(
    suite: Suite, project: str, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    assert after(suite, project, monkeypatch, error)["state"] == "queued"


@pytest.mark.parametrize("error", [zipfile.BadZipFile("broken"), WrongMessage()])
def test_a_job_about_what_cannot_be_is_given_up_in_words(
    suite: Suite, project: str, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    state = after(suite, project, monkeypatch, error)
    assert state["state"] == "failed" and state["result"]["code"] and state["error"]


@pytest.fixture
def broker(servers: dict[str, str]) -> Iterator[RedisBroker]:
    """A queue of its own in the real server, that retries as ours does."""
    client = Redis.from_url(servers["ASAR_REDIS_URL"], socket_timeout=2)
    retries = Retries(max_retries=TRIES, min_backoff=10, max_backoff=20)
    yield RedisBroker(client=client, middleware=[retries], namespace=f"faults-{uuid.uuid4().hex}")
    client.close()


SHAPES: list[tuple[Any, ...]] = [(), ("no job",), (None,), (7,), ({"job": 1},), ("a", "b", "c")]


def tried(broker: RedisBroker, **options: Any) -> int:
    """How often a worker tried messages of wrong shapes before it came to a good one, and a while after."""
    times, done = [], threading.Event()

    @dramatiq.actor(broker=broker, actor_name="reports.build", queue_name="reports", **options)
    def build(*said: Any) -> None:
        times.append(said)
        jobs.named(said)
        done.set()

    worker = dramatiq.Worker(broker, worker_threads=1)
    for shape in SHAPES:
        build.send(*shape)
    broker.client.rpush(f"{broker.namespace}:reports", "no message at all")
    build.send(str(uuid.uuid4()))
    worker.start()
    try:
        assert done.wait(10)
        threading.Event().wait(1)
    finally:
        worker.stop()
    return len(times)


def test_messages_of_a_wrong_shape_are_tried_once_and_stop_nobody(broker: RedisBroker) -> None:
    assert tried(broker, retry_when=worth_retrying) == len(SHAPES) + 1


def test_without_judging_they_are_tried_again(broker: RedisBroker) -> None:
    assert tried(broker) > len(SHAPES) + 1


def test_jobs_judge_before_they_retry() -> None:
    import services.reports.service  # noqa: F401

    assert jobs.KNOWN["reports.build"].options["retry_when"] is worth_retrying
    assert jobs.KNOWN["reports.build"].fn.__name__ == "run"


@pytest.mark.parametrize("body", [b"", b"<html>", b"[]", b'{"refused": []}', b'{"refused": {"x": 1}}'])
def test_a_recipient_that_answers_nonsense_gets_the_records_later(
    suite: Suite, project: str, monkeypatch: pytest.MonkeyPatch, body: bytes
) -> None:
    suite.gathering(project, 0, evidence=())
    monkeypatch.setattr(peers.Peers, "ask", lambda *_any, **_more: Reply(200, body))
    with suite.apps["events"].app_context():
        session = suite.apps["events"].extensions["sqlalchemy"].session
        assert outbox.deliver(session) == 0
        rows = session.execute(text("SELECT parked_reason, claimed_until FROM outbox")).all()
    assert rows and set(rows) == {(None, None)}


def test_records_wait_when_the_recipient_only_stumbled(
    suite: Suite, project: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    suite.gathering(project, 0, evidence=())

    def stumbling(*_any: Any) -> None:
        raise IDLE

    monkeypatch.setitem(suite.apps["reports"].extensions["inbox"], "gathering", stumbling)
    with suite.apps["events"].app_context():
        session = suite.apps["events"].extensions["sqlalchemy"].session
        outbox.deliver(session)
        assert not session.execute(text("SELECT parked_reason FROM outbox WHERE parked_reason <> ''")).all()
