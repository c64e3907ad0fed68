"""Documents have workers of their own: four reports that take long keep no import waiting."""

from __future__ import annotations

import threading
import uuid
from collections.abc import Iterator
from typing import Any

import dramatiq
import pytest
from dramatiq.brokers.redis import RedisBroker
from redis import Redis

from deploy.running.scale import Scale
from deploy.running.worker import MAIN, anything, hired, lanes, stay
from shared.queue.lanes import DOCUMENTS, queue_of, service_of

SERVICES = ("events", "reports")


@pytest.fixture
def broker(servers: dict[str, str]) -> Iterator[RedisBroker]:
    """A queue of its own in the real server."""
    client = Redis.from_url(servers["ASAR_REDIS_URL"], socket_timeout=2)
    yield RedisBroker(client=client, middleware=[], namespace=f"lanes-{uuid.uuid4().hex}")
    client.close()


def import_waits(broker: RedisBroker, workers: list[Any]) -> bool:
    """Whether an import is not done while as many reports as there are threads are being built."""
    free, imported = threading.Event(), threading.Event()

    @dramatiq.actor(broker=broker, actor_name="reports.build", queue_name=queue_of("reports", DOCUMENTS))
    def build() -> None:
        free.wait(10)

    @dramatiq.actor(broker=broker, actor_name="events.import", queue_name=queue_of("events"))
    def read() -> None:
        imported.set()

    for worker in workers:
        worker.start()
    try:
        for _report in range(Scale().tasks):
            build.send()
        threading.Event().wait(0.5)  # the reports are under way
        read.send()
        return not imported.wait(3)
    finally:
        free.set()
        for worker in workers:
            worker.stop()


def test_four_reports_keep_no_import_waiting(broker: RedisBroker) -> None:
    assert not import_waits(broker, [hired(broker, lane, SERVICES, Scale()) for lane in lanes({})])


def test_one_worker_for_everything_would(broker: RedisBroker) -> None:
    queues = {queue_of(service, lane) for service in SERVICES for lane in ("", DOCUMENTS)}
    one = dramatiq.Worker(broker, queues=queues, worker_threads=Scale().tasks)
    assert import_waits(broker, [one])


@pytest.mark.parametrize(
    ("named", "worked_on"), [("", (MAIN, DOCUMENTS)), (MAIN, (MAIN,)), (DOCUMENTS, (DOCUMENTS,))]
)
def test_process_works_on_the_lane_it_is_given(named: str, worked_on: tuple[str, ...]) -> None:
    assert lanes({"ASAR_LANE": named}) == worked_on


def test_report_is_built_in_the_lane_of_documents() -> None:
    import services.reports.service  # noqa: F401
    from shared.queue.jobs import KNOWN

    assert KNOWN["reports.build"].queue_name == queue_of("reports", DOCUMENTS)
    assert service_of(KNOWN["reports.build"].queue_name) == "reports"


def test_idle_worker_of_documents_rests_and_busy_one_stays(broker: RedisBroker) -> None:
    free = threading.Event()

    @dramatiq.actor(broker=broker, actor_name="reports.build", queue_name=queue_of("reports", DOCUMENTS))
    def build() -> None:
        free.wait(10)

    queues = [queue_of("reports", DOCUMENTS)]
    worker = hired(broker, DOCUMENTS, SERVICES, Scale())
    worker.start()
    try:
        build.send()
        staying = threading.Thread(target=stay, args=(broker, queues, 1.0))
        staying.start()
        staying.join(3)
        assert staying.is_alive()
        free.set()
        staying.join(6)
        assert not staying.is_alive() and not anything(broker, queues)
    finally:
        free.set()
        worker.stop()
