"""A connection that rested is asked whether it lives; a busy one is not."""

from __future__ import annotations

import time
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import OperationalError

from services.registry.deployments.operations import alone
from shared import resting
from shared.web.settings import IDLE_MILLISECONDS
from tests.suite import Suite


def pings(engine: Any, monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """The connections that are asked from now on."""
    asked: list[Any] = []
    ping = engine.dialect.do_ping
    monkeypatch.setattr(
        engine.dialect, "do_ping", lambda connection: asked.append(connection) or ping(connection)
    )
    return asked


def use(engine: Any) -> int:
    """Take a connection, ask it something, give it back; the process that answered."""
    with engine.connect() as connection:
        found: int = connection.scalar(text("SELECT pg_backend_pid()"))
        return found


def test_busy_connection_is_not_asked_and_one_that_rested_is(
    suite: Suite, monkeypatch: pytest.MonkeyPatch
) -> None:
    with suite.apps["grants"].app_context():
        engine = suite.apps["grants"].extensions["sqlalchemy"].engine
        asked = pings(engine, monkeypatch)
        monkeypatch.setattr(resting, "RESTED_SECONDS", 60)
        assert use(engine) and use(engine) and not asked
        monkeypatch.setattr(resting, "RESTED_SECONDS", 0)
        use(engine)
        assert len(asked) == 1


def test_connection_that_died_while_it_rested_is_replaced(
    suite: Suite, monkeypatch: pytest.MonkeyPatch
) -> None:
    with suite.apps["grants"].app_context():
        engine = suite.apps["grants"].extensions["sqlalchemy"].engine
        former = use(engine)
        suite.tables("grants").connection.execute("SELECT pg_terminate_backend(%s)", [former])
        monkeypatch.setattr(resting, "RESTED_SECONDS", 0)
        assert use(engine) != former


def test_connections_nobody_uses_may_end_and_one_is_used_again(suite: Suite) -> None:
    """Those of a burst rest until PostgreSQL ends them: in turns with the others each would stay."""
    with suite.apps["grants"].app_context():
        engine = suite.apps["grants"].extensions["sqlalchemy"].engine
        with engine.connect() as one, engine.connect() as other:
            one.execute(text("SELECT 1")), other.execute(text("SELECT 1"))
            told = one.scalar(text("SHOW idle_session_timeout"))
        assert told == f"{IDLE_MILLISECONDS // 1000}s"
        assert len({use(engine) for _time in range(4)}) == 1


def held_over_a_slow_line(suite: Suite, monkeypatch: pytest.MonkeyPatch) -> str:
    """How long a connection may rest that held a lock for longer than connections may."""
    options = {"options": "-c idle_session_timeout=50"}
    engine = create_engine(suite.env["ASAR_REGISTRY_DATABASE_URL"], connect_args=options)
    monkeypatch.setattr(alone, "db", SimpleNamespace(engine=engine))
    try:
        with alone.alone("a slow line") as mine:
            assert mine
            time.sleep(0.2)
        with engine.connect() as connection:
            return str(connection.scalar(text("SHOW idle_session_timeout")))
    finally:
        engine.dispose()


def test_lock_over_a_slow_line_outlives_the_rest_of_its_connection(
    suite: Suite, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert held_over_a_slow_line(suite, monkeypatch) == "50ms"
    monkeypatch.setattr(alone, "STAYS", text("SELECT 1"))
    with pytest.raises(OperationalError):
        held_over_a_slow_line(suite, monkeypatch)
