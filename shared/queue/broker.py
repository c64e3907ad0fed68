"""The broker, chosen before any task is declared; an app for each task; the doorbell."""

from __future__ import annotations

import logging
import os
import threading
import time
from typing import Any

import dramatiq
from dramatiq.brokers.redis import RedisBroker
from dramatiq.middleware import AgeLimit, Callbacks, Middleware, Retries, ShutdownNotifications, TimeLimit
from flask import Flask
from redis import Redis
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

from shared.failures import INVALID, meaning_of
from shared.queue.lanes import service_of
from shared.queue.ticks import tick

log = logging.getLogger("asar.queue")
APPS: dict[str, Flask] = {}
TRIES, REST_SECONDS = 3, 0.5


class AppContext(Middleware):
    """Runs every task inside the app its queue is named after, and ticks for all of them once a second."""

    def __init__(self) -> None:
        self.contexts = threading.local()
        self.stopping = threading.Event()

    def before_process_message(self, broker: Any, message: Any) -> None:
        """Enter the app of the message's queue."""
        self.contexts.entered = APPS[service_of(message.queue_name)].app_context()
        self.contexts.entered.push()

    def after_process_message(
        self, broker: Any, message: Any, *, result: Any = None, exception: Any = None
    ) -> None:
        """Leave it again."""
        self.contexts.entered.pop()

    after_skip_message = after_process_message

    def after_worker_boot(self, broker: Any, worker: Any) -> None:
        """Start the ticker with the worker of the services' own queues; those of a lane have none."""
        if worker.consumer_whitelist and not worker.consumer_whitelist & APPS.keys():
            return
        self.stopping.clear()
        for app in APPS.values():
            threading.Thread(target=self._tick, args=(app,), name=f"ticker {app.name}", daemon=True).start()

    def before_worker_shutdown(self, broker: Any, worker: Any) -> None:
        """Stop the ticker with the worker."""
        self.stopping.set()

    def _tick(self, app: Flask) -> None:
        while not self.stopping.wait(1.0):
            tick(app)


def worth_retrying(retries: int, error: BaseException) -> bool:
    """Whether a task is tried again: three times, and not where its message is of a wrong shape."""
    return retries < TRIES and meaning_of(error) is not INVALID


def make_broker() -> RedisBroker:
    """A broker that refuses within two seconds when Redis is away (a frozen Redis would block for ever)."""
    client = Redis.from_url(
        os.environ.get("ASAR_REDIS_URL", "redis://127.0.0.1:6379/0"),
        socket_timeout=2,
        socket_connect_timeout=2,
        retry=Retry(NoBackoff(), 0),
    )
    middleware = [
        AgeLimit(),
        TimeLimit(),
        ShutdownNotifications(),
        Callbacks(),
        Retries(max_retries=TRIES),
        AppContext(),
    ]
    return RedisBroker(
        client=client,
        middleware=middleware,
        namespace=os.environ.get("ASAR_QUEUE", "asar"),
        heartbeat_timeout=30_000,
        maintenance_chance=100_000,
    )


broker = make_broker()
dramatiq.set_broker(broker)


def answers() -> bool:
    """Whether the queue's server answers, within two seconds."""
    try:
        return bool(broker.client.ping())
    except RedisError:
        return False


class Doorbell:
    """Tells the workers that there is something to do.

    It rings from a thread of its own, so that whoever committed does not wait for the queue (a third of what
    a write took); what is rung for again before it went goes once. Silent for a while when Redis is away:
    what nobody heard, and what a process took with it when it ended, the ticker finds. Between two rings for
    the same it rests: each of a dozen writes a second would have a delivery of its own, which costs as much
    as one of them all.
    """

    def __init__(self) -> None:
        self.quiet_until = 0.0
        self.rests: dict[tuple[str, tuple[Any, ...]], float] = {}
        self.waiting: dict[tuple[str, tuple[Any, ...]], dramatiq.Actor] = {}
        self.changed = threading.Condition()
        self.process = 0

    def ring(self, task: dramatiq.Actor, *args: Any) -> None:
        """Have a message sent that names what is to be done and holds no data of its own."""
        if time.monotonic() < self.quiet_until:
            return
        with self.changed:
            self.waiting[task.actor_name, args] = task
            self.listen()
            self.changed.notify()

    def listen(self) -> None:
        """Begin the thread, once a process: a fork takes none along."""
        if self.process != os.getpid():
            self.process = os.getpid()
            threading.Thread(target=self.go_on, name="doorbell", daemon=True).start()

    def go_on(self) -> None:
        """Send what waits as long as the process lives."""
        while True:
            for (_name, args), task in self.due().items():
                self.send(task, args)

    def due(self) -> dict[tuple[str, tuple[Any, ...]], dramatiq.Actor]:
        """Take what waits and does not rest, as soon as there is any."""
        with self.changed:
            while not (taken := {key: self.waiting[key] for key in self.waiting if not self.rest_of(key)}):
                self.changed.wait(min(map(self.rest_of, self.waiting), default=None))
            self.waiting = {key: task for key, task in self.waiting.items() if key not in taken}
            resting = {key: until for key, until in self.rests.items() if self.rest_of(key)}
            self.rests = resting | dict.fromkeys(taken, time.monotonic() + REST_SECONDS)
        return taken

    def rest_of(self, key: tuple[str, tuple[Any, ...]]) -> float:
        """Seconds for which what is rung for still rests."""
        return max(0.0, self.rests.get(key, 0.0) - time.monotonic())

    def send(self, task: dramatiq.Actor, args: tuple[Any, ...]) -> None:
        """Send one message, unless nobody answers just now."""
        if time.monotonic() < self.quiet_until:
            return
        try:
            task.send(*args)
        except Exception as error:
            log.warning("queue is away: %s", error)
            self.quiet_until = time.monotonic() + 5


doorbell = Doorbell()


def bind(app: Flask) -> None:
    """Let tasks of the queue named after the app run inside it."""
    APPS[app.name] = app
