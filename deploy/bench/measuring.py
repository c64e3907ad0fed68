"""Timing in one process: medians of several runs after a warm-up,
and a bare endpoint to hold them against."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Flask, jsonify
from sqlalchemy import create_engine, text


@dataclass(frozen=True)
class Figure:
    """One line of the bench: seconds of ours, the promise, seconds of the bare endpoint in the same run."""

    name: str
    seconds: float
    promise: float
    bare: float | None = None
    note: str = ""

    @property
    def ratio(self) -> str:
        """How many bare requests it costs."""
        return f"{self.seconds / self.bare:.1f}×" if self.bare else "–"

    @property
    def kept(self) -> bool:
        """Whether the promise holds in this run."""
        return self.seconds <= self.promise


def median(work: Callable[[], Any], runs: int) -> float:
    """Median wall seconds of several runs after one that is not counted."""
    work()
    taken = []
    for _ in range(runs):
        started = time.perf_counter()
        work()
        taken.append(time.perf_counter() - started)
    return statistics.median(taken)


def bare_endpoint(url: str) -> Callable[[], Any]:
    """A request to a Flask app that only reads one row of the same database and answers JSON."""
    app, engine = Flask("bare"), create_engine(url, pool_size=1)

    @app.get("/")
    def bare() -> Any:
        with engine.connect() as connection:
            return jsonify(value=connection.execute(text("SELECT count(*) FROM outbox")).scalar())

    client = app.test_client()
    return lambda: client.get("/")


def as_table(figures: list[Figure]) -> str:
    """The figures as a Markdown table."""
    lines = [
        "| what | measured | promised | kept | bare Flask + same database | ratio |",
        "|---|---|---|---|---|---|",
    ]
    for figure in figures:
        bare = f"{figure.bare * 1000:.1f} ms" if figure.bare else "–"
        lines.append(
            f"| {figure.name} | {shown(figure.seconds)} | "
            f"≤ {shown(figure.promise)} | {'yes' if figure.kept else 'NO'} | {bare} "
            f"| {figure.ratio} |"
        )
    return "\n".join(lines)


def shown(seconds: float) -> str:
    """Seconds as people read them."""
    return f"{seconds * 1000:.0f} ms" if seconds < 0.5 else f"{seconds:.2f} s"
