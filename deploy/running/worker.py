"""The queue's worker: the tasks and the ticker of the services that ASAR_SERVICES names (default: all four).

ASAR_LANE names what it works on: "main" everything but documents, "documents" those alone, so that a report
keeps no import waiting; without it both, each with threads of its own.

Dramatiq's `Worker` is run in this process rather than through its command line:
that one starts processes of its own, which would import everything again and know nothing of the supervisor.
Also `python -m deploy.running.worker`.
"""

from __future__ import annotations

import logging
import os
import signal
import time
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import FrameType
from typing import Any

from deploy.running.loading import loaded_apart
from deploy.running.processes import Child, fork, stop_all
from deploy.running.scale import DOCUMENT_TASKS, Scale
from deploy.settings import MAKES_DOCUMENTS
from shared import lines
from shared.queue.lanes import DOCUMENTS, queue_of

MAIN = "main"
STOP_MILLISECONDS = 20_000
REST_SECONDS = 300  # a process for documents that has had nothing to do for so long ends


def work(env: Mapping[str, str] | None = None, rest: float | None = None) -> None:
    """Work until SIGTERM or SIGINT, or until there was nothing to do for `rest` seconds; tasks under way get
    twenty seconds (all are safe to run twice)."""
    env = os.environ if env is None else env
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    import dramatiq

    from deploy.wsgi import make_apps, scale_of

    end_when_told()
    lines.configure()
    with loaded_apart():
        apps = make_apps(env)
        broker = dramatiq.get_broker()
    broker.emit_after("process_boot")
    workers = [hired(broker, lane, apps, scale_of(env)) for lane in lanes(env)]
    for worker in workers:
        worker.start()
    try:
        stay(broker, [queue for worker in workers for queue in worker.consumer_whitelist], rest)
    finally:
        for worker in workers:
            worker.stop(timeout=STOP_MILLISECONDS)
        broker.close()


def stay(broker: Any, queues: Iterable[str], rest: float | None) -> None:
    """Sleep for ever, or until nothing waited or ran in the queues for so many seconds."""
    last = time.monotonic()
    while rest is None or time.monotonic() - last < rest:
        time.sleep(3600 if rest is None else 1)
        if rest is not None and anything(broker, queues):
            last = time.monotonic()


def anything(broker: Any, queues: Iterable[str]) -> bool:
    """Whether a message waits or is worked on; False while the queue's server is away."""
    try:
        return any(broker.do_qsize(queue) for queue in queues)
    except Exception as error:
        logging.getLogger("asar.worker").warning("queue is away: %s", error)
        return False


def work_when_asked(env: Mapping[str, str], log: Path) -> None:
    """Work on documents in a child that is there only while there is something to do: between reports nothing
    of it is in memory."""
    from dramatiq.brokers.redis import RedisBroker

    end_when_told()
    broker = RedisBroker(url=env["ASAR_REDIS_URL"], namespace=env["ASAR_QUEUE"], middleware=[])
    queues = [queue_of(service, DOCUMENTS) for service in MAKES_DOCUMENTS]
    child: Child | None = None
    try:
        while True:
            if (child is None or not child.is_alive) and anything(broker, queues):
                child = fork(f"{DOCUMENTS}-work", lambda: work(env, REST_SECONDS), log, env=env)
            time.sleep(1)
    finally:
        stop_all([child] if child else [], STOP_MILLISECONDS / 1000)


def end_when_told() -> None:
    """SIGTERM and SIGINT end the process politely."""
    for signum in (signal.SIGTERM, signal.SIGINT):
        signal.signal(signum, end)


def lanes(env: Mapping[str, str]) -> tuple[str, ...]:
    """The lanes a process works on: the one ASAR_LANE names, or both."""
    named = env.get("ASAR_LANE", "")
    return (named,) if named else (MAIN, DOCUMENTS)


def hired(broker: Any, lane: str, services: Iterable[str], scale: Scale) -> Any:
    """A worker with threads of its own for the queues of one lane."""
    import dramatiq

    queues = {queue_of(service, "" if lane == MAIN else lane) for service in services}
    threads = scale.tasks if lane == MAIN else DOCUMENT_TASKS
    return dramatiq.Worker(broker, queues=queues, worker_threads=threads)


def end(signum: int, frame: FrameType | None) -> None:
    """Leave the main thread's sleep; a second signal leaves the waiting for tasks too."""
    raise SystemExit(0)


if __name__ == "__main__":
    work()
