"""The product as people run it: `asar up` over a seeded home, and who asks it."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import psycopg
from flask import Flask

from deploy.bench.wire import Answer, Refused, Wire
from deploy.front.listening import ask_health
from deploy.home.environment import demo_clock
from deploy.home.prepared import prepared
from deploy.servers.databases import libpq
from deploy.settings import ROOT, SERVICES

READY, JOB = 600, 120  # a seed of before is brought up to date first
Row = tuple[Any, ...]
# What is parked waits for people, not for a worker.
UNDER_WAY = """SELECT (SELECT count(*) FROM jobs WHERE state IN ('queued', 'running'))
    + (SELECT count(*) FROM outbox WHERE parked_reason IS NULL)"""


@dataclass
class Product:
    """A running suite: its home and port, the services' environment, seconds its start took."""

    home: Path
    port: int
    env: dict[str, str]
    started: float
    pid: int

    @cached_property
    def apps(self) -> dict[str, Flask]:
        """The services in this process, over the same databases."""
        from deploy.wsgi import make_apps

        return make_apps(self.env)

    @cached_property
    def tool(self) -> Wire:
        """A tool with a token for everything."""
        from services.registry.tokens.cli import create_token

        scopes = [f"{service}:{access}" for service in SERVICES for access in ("read", "write")]
        with self.apps["registry"].app_context():
            token = create_token("bench", scopes, None)
        return Wire(self.port, {"Authorization": f"Bearer {token}"})

    @cached_property
    def cookie(self) -> str:
        """The session of the project's lead."""
        from deploy.demo.accounts import PASSWORD
        from services.registry.sessions.operations import Place, sign_in
        from shared.access import COOKIE
        from shared.doors.transaction import carry_out

        with self.apps["registry"].app_context():
            made = carry_out(sign_in, "lead", PASSWORD, Place("bench"))
        return f"{COOKIE}={made.secret}"

    @cached_property
    def reader(self) -> Wire:
        """A browser in which the lead is signed in."""
        return Wire(self.port, {"Cookie": self.cookie, "Accept": "text/html", "Accept-Language": "ru"})

    @cached_property
    def project(self) -> str:
        """The id of the one project with an approved plan."""
        return str(self.rows("reports", "SELECT id FROM project_copies")[0][0])

    def rows(self, service: str, statement: str, *values: object) -> list[Row]:
        """What a service's database says."""
        with psycopg.connect(libpq(self.env[f"ASAR_{service.upper()}_DATABASE_URL"])) as connection:
            found = connection.execute(statement.encode(), values or None)
            return found.fetchall() if found.description else []

    def job_done(self, service: str, started: Answer) -> dict[str, Any]:
        """Wait for a job that a call started; what it says in the end. Refused when it failed."""
        return self.wait_for(service, str(started.json()["job"]))

    def wait_for(self, service: str, job: str) -> dict[str, Any]:
        """Ask for a job until it has ended."""
        ends = time.monotonic() + JOB
        while time.monotonic() < ends:
            told: dict[str, Any] = self.tool.get(f"/{service}/api/v1/jobs/{job}").json()
            if told["state"] == "done":
                return told
            if told["state"] in ("failed", "asks"):
                raise Refused(f"the job {told['state']}: {told['error'] or told['result']}")
            time.sleep(0.01)
        raise Refused(f"the job is not done after {JOB} s")


@contextmanager
def running(home: Path) -> Iterator[Product]:
    """The suite of a home from its start to its end."""
    port, begun = free_port(), time.monotonic()
    child = started(home, port)
    try:
        with served(home, port, child, begun) as product:
            wait_until_quiet(product)
            yield product
    finally:
        child.send_signal(signal.SIGINT)
        child.wait(90)


@contextmanager
def served(home: Path, port: int, child: subprocess.Popen[bytes], begun: float) -> Iterator[Product]:
    """A suite once it is ready, with its settings in this process's environment."""
    wait_until_ready(child, port)
    seconds = time.monotonic() - begun
    with prepared(home) as env:
        env = env | demo_clock(home)
        os.environ.update(env)
        yield Product(home, port, env, seconds, child.pid)


def started(home: Path, port: int) -> subprocess.Popen[bytes]:
    """`asar up` as a child, with nothing of our own settings."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("ASAR_")}
    command = [sys.executable, "-P", "-m", "deploy", "up", "--home", str(home), "--port", str(port)]
    log = (home / "logs/bench.log").open("ab")
    with log:
        return subprocess.Popen(command, cwd=ROOT, env=own, stdout=log, stderr=log)


def wait_until_ready(child: subprocess.Popen[bytes], port: int) -> None:
    """Until it says it is ready."""
    ends = time.monotonic() + READY
    while time.monotonic() < ends and child.poll() is None:
        if ask_health(f"http://127.0.0.1:{port}")[0] == 200:
            return
        time.sleep(0.02)
    raise Refused("the suite did not start: see logs/bench.log of its home")


def wait_until_quiet(product: Product) -> None:
    """Until nothing is under way that the start of the suite began, figures derived by newer rules, and no
    record waits to be sent."""
    time.sleep(2)
    ends = time.monotonic() + READY
    while any(product.rows(service, UNDER_WAY)[0][0] for service in SERVICES):
        if time.monotonic() > ends:
            raise Refused(f"the suite is not quiet after {READY} s")
        time.sleep(0.5)


def free_port() -> int:
    """A port nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
