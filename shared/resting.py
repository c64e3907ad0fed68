"""A connection of the pool is asked whether it still lives when it has rested, not at every request.

A server that restarts is away for longer than that, so none of its dead connections goes unasked; a busy
process saves a question of three round trips with each transaction.
"""

from __future__ import annotations

import time
from typing import Any

from flask import Flask
from sqlalchemy import event
from sqlalchemy.exc import InvalidatePoolError

RESTED_SECONDS, USED = 0.5, "asar.used"


def init_app(app: Flask, db: Any) -> None:
    """Ask the connections of the service's database that have rested."""
    with app.app_context():
        engine = db.engine

    @event.listens_for(engine, "checkout")
    def ask(connection: Any, record: Any, proxy: Any) -> None:
        if time.monotonic() - record.info.get(USED, 0) < RESTED_SECONDS:
            return
        try:
            engine.dialect.do_ping(connection)
        except engine.dialect.loaded_dbapi.Error as error:
            raise InvalidatePoolError from error

    @event.listens_for(engine, "connect")
    @event.listens_for(engine, "checkin")
    def used(connection: Any, record: Any) -> None:
        record.info[USED] = time.monotonic()
