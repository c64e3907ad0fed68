"""A connection that rested is asked whether it lives; a busy one is not."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import text

from shared import resting
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
