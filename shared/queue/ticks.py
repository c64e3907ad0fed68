"""What is done every second, so that nothing is forgotten: a tick a service needs is run inside its app."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from typing import Any

from flask import Flask
from sqlalchemy import text

log = logging.getLogger("asar.queue")
Tick = Callable[[], Any]
# The longest wait is a quarter of an hour, after wrong tries at a password.
FAR_AHEAD = "UPDATE {table} SET {column} = now() WHERE {column} > now() + interval '20 minutes'"


def tick(app: Flask) -> None:
    """Run one service's ticks; a failing one is logged and comes again in a second."""
    for task in app.extensions.get("ticks", ()):
        try:
            with app.app_context():
                task()
        except Exception:
            log.exception("tick of %s failed", app.name)


def hourly(app: Flask, statement: str) -> None:
    """Let the ticker run a statement once an hour: what has served its time is deleted."""
    every(app, statement, 3600)


def after_clock(app: Flask, table: str, *columns: str) -> None:
    """Let what waits in a table for a moment further ahead than anything is put off be due now: the clock was
    put back since, and it would wait for all that time."""
    for column in columns:
        every(app, FAR_AHEAD.format(table=table, column=column), 60)


def every(app: Flask, statement: str, seconds: int) -> None:
    """Let the ticker run a statement once in so many seconds."""

    def run() -> None:
        with app.extensions["sqlalchemy"].engine.begin() as connection:
            connection.execute(text(statement))

    app.extensions.setdefault("ticks", []).append(seldom(run, seconds))


def seldom(task: Tick, seconds: int = 600) -> Tick:
    """A tick that works at the first call and then not before so many seconds have passed."""
    due = [0.0]

    def run() -> None:
        if time.monotonic() >= due[0]:
            task()
            due[0] = time.monotonic() + seconds

    return run


def once(task: Tick) -> Tick:
    """A tick that works until it has succeeded once in this process."""
    done: list[bool] = []

    def run() -> None:
        if not done:
            task()
            done.append(True)

    return run
