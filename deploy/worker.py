"""The queue's worker: the tasks and the ticker of the services that ASAR_SERVICES names (default: all four).

Dramatiq's `Worker` is run in this process rather than through its command line:
that one starts processes of its own, which would import everything again and know nothing of the supervisor.
Also `python -m deploy.worker`.
"""

from __future__ import annotations

import logging
import os
import signal
import time
from collections.abc import Mapping
from types import FrameType

THREADS = 4
STOP_MILLISECONDS = 20_000


def work(env: Mapping[str, str] | None = None) -> None:
    """Work until SIGTERM or SIGINT; tasks under way get twenty seconds (all are safe to run twice)."""
    env = os.environ if env is None else env
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    import dramatiq

    from deploy.wsgi import make_apps

    for signum in (signal.SIGTERM, signal.SIGINT):
        signal.signal(signum, end)
    apps = make_apps(env)
    broker = dramatiq.get_broker()
    broker.emit_after("process_boot")
    worker = dramatiq.Worker(broker, queues=set(apps), worker_threads=THREADS)
    worker.start()
    try:
        while True:
            time.sleep(3600)
    finally:
        worker.stop(timeout=STOP_MILLISECONDS)
        broker.close()


def end(signum: int, frame: FrameType | None) -> None:
    """Leave the main thread's sleep; a second signal leaves the waiting for tasks too."""
    raise SystemExit(0)


if __name__ == "__main__":
    work()
