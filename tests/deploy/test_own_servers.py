"""The same commands on a PostgreSQL and a Redis of one's own."""

from __future__ import annotations

import secrets
import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
import redis

from tests.deploy.conftest import Suite, free_port, run
from tests.deploy.test_databases import OWN, own_server_answers


def own_redis_answers() -> bool:
    """Whether something listens on the standard Redis port of this machine."""
    try:
        socket.create_connection(("127.0.0.1", 6379), 1).close()
    except OSError:
        return False
    return True


pytestmark = pytest.mark.skipif(
    not (own_server_answers() and own_redis_answers()),
    reason="no PostgreSQL and Redis on the standard loopback ports",
)


@pytest.fixture
def own(home: Path) -> Iterator[dict[str, str]]:
    """The environment of an installation on servers of one's own; its databases are dropped at the end."""
    env = {
        "ASAR_DATABASE_URL": OWN,
        "ASAR_REDIS_URL": "redis://127.0.0.1:6379/9",
        "ASAR_DATABASE_PREFIX": f"t{secrets.token_hex(4)}",
    }
    yield env
    run("reset", "--home", str(home), "--yes", **env)


@pytest.fixture
def start_own(own: dict[str, str], start: Callable[..., Suite]) -> Callable[[], Suite]:
    """Start a suite on them (asked for after `own`, so that it has ended when the databases are dropped)."""
    return lambda: start(**own)


def test_suite_runs_on_own_servers(start_own: Callable[[], Suite]) -> None:
    suite = start_own()
    suite.get("/events/visits", b"")
    assert suite.wait_for(lambda: suite.get("/events/visits") == 1)
    assert not (suite.home / "servers").exists()


def test_services_never_see_the_administrator(start_own: Callable[[], Suite]) -> None:
    assert "ASAR_DATABASE_URL" not in start_own().get("/events/process")["environment"]


def test_reset_drops_the_own_databases(
    start_own: Callable[[], Suite], own: dict[str, str], home: Path
) -> None:
    start_own().stop()
    assert run("reset", "--home", str(home), "--yes", **own).returncode == 0
    with psycopg.connect(OWN) as connection:
        left = connection.execute(
            "SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [own["ASAR_DATABASE_PREFIX"]]
        ).fetchall()
    with redis.Redis.from_url(own["ASAR_REDIS_URL"]) as client:
        messages = list(client.scan_iter(match=f"{own['ASAR_DATABASE_PREFIX']}:*"))
    assert (left, messages) == ([], [])


def test_suite_does_not_start_without_its_redis(own: dict[str, str], home: Path) -> None:
    done = run(
        "up",
        "--home",
        str(home),
        "--no-demo",
        **own | {"ASAR_PORT": str(free_port()), "ASAR_REDIS_URL": "redis://:secret@127.0.0.1:1/7"},
    )
    assert done.returncode == 1 and "check ASAR_REDIS_URL" in done.stdout
    assert "Traceback" not in done.stdout and "secret" not in done.stdout
