"""gunicorn around the application, on a socket that is already open."""

from __future__ import annotations

import os
import signal
import socket
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from gunicorn.app.base import BaseApplication
from gunicorn.errors import HaltServer

from deploy.front.application import Front
from deploy.gate.worker import BehindProxy, GateWorker
from deploy.running.processes import die_with_parent
from deploy.wsgi import scale_of
from shared.plugins.deadline import watchdog

GUNICORN = {
    "timeout": 30,
    "graceful_timeout": 30,
    "keepalive": 5,
    "preload_app": True,
    "max_requests": 5000,
    "max_requests_jitter": 500,
    "control_socket_disable": True,
    "forwarded_allow_ips": "",
}
MEMORY = Path("/dev/shm")  # for heartbeat files: on a slow disk a living worker looks stuck


class Web(BaseApplication):
    """gunicorn without its command line."""

    def __init__(self, listener: int, env: Mapping[str, str]) -> None:
        self.listener, self.given = listener, env
        self.front: Front | None = None
        super().__init__()

    def load_config(self) -> None:
        """Our settings over gunicorn's defaults."""
        heartbeat = {"worker_tmp_dir": str(MEMORY)} if self.may_use_memory() else {}
        gate = BehindProxy if int(self.given.get("ASAR_PROXIES") or 0) else GateWorker
        scale = scale_of(self.given)
        own = {
            "bind": f"fd://{self.listener}",
            "post_fork": follow_master,
            "worker_class": gate,
            "workers": scale.workers,
            "threads": scale.threads,
        }
        for name, value in (own | GUNICORN | heartbeat).items():
            self.cfg.set(name, value)

    def may_use_memory(self) -> bool:
        """Whether files can be made there: beside a home that stands there itself the wall lets nobody."""
        home = Path(self.given.get("ASAR_HOME") or "/")
        return os.access(MEMORY, os.W_OK) and not home.is_relative_to(MEMORY)

    def load(self) -> Any:
        """The WSGI application, made once, in the master: its workers share that memory, and one that
        follows another takes requests at once."""
        from deploy.wsgi import behind_proxies, make_front

        self.front = make_front(self.given)
        return behind_proxies(self.front, self.given)


def follow_master(arbiter: Any, worker: Any) -> None:
    """A new worker ends with its master, however that one ends, and makes room for another where a
    plugin hangs in it.

    Until gunicorn gives a worker its own handlers it has the master's, which only queue: a SIGTERM of
    that moment would be lost and the master wait 30 s for nothing.
    """
    watchdog.replace = lambda: os.kill(os.getpid(), signal.SIGTERM)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    die_with_parent(signal.SIGKILL, arbiter.pid)
    while not arbiter.SIG_QUEUE.empty():
        if arbiter.SIG_QUEUE.get_nowait() == signal.SIGTERM:
            raise SystemExit(0)
    if worker.app.front and worker.app.front.plugins.is_behind():
        worker.app.callable = None  # it makes the application itself


def serve(listener: socket.socket, env: Mapping[str, str]) -> None:
    """Serve until a signal says stop."""
    try:
        Web(os.dup(listener.fileno()), env).run()
    except HaltServer as halt:
        raise SystemExit(halt.exit_status) from None
