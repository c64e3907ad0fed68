"""What an act costs: the same write with it and without, turn by turn in one run.

The bare twin exists in this process only: nothing of the product can leave an act out. It writes what
neighbours are told and what the call answered in one statement, as the product does with the act.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

TURNS = 200


def in_turns(write: Callable[[], Any]) -> tuple[float, float]:
    """Median seconds with the act and without; in turns, so that both meet the same noise."""
    taken: tuple[list[float], list[float]] = [], []
    for turn in range(2 * TURNS + 20):
        if turn % 2:
            with without_acts():
                seconds = timed(write)
        else:
            seconds = timed(write)
        if turn >= 20:
            taken[turn % 2].append(seconds)
    return statistics.median(taken[0]), statistics.median(taken[1])


def timed(write: Callable[[], Any]) -> float:
    """Seconds of one write."""
    started = time.perf_counter()
    write()
    return time.perf_counter() - started


@contextmanager
def without_acts() -> Iterator[None]:
    """Commit without an act."""
    from shared.acts import changes, writing

    kept = writing.write, changes.note
    writing.write, changes.note = write_the_rest, (lambda session, row, what: None)
    try:
        yield
    finally:
        writing.write, changes.note = kept


def write_the_rest(session: Any) -> None:
    """What a keyed write leaves to the end of its transaction, but for the act."""
    from sqlalchemy import text

    from shared.acts.chain import ANSWERED, SENT
    from shared.acts.changes import collected
    from shared.queue.publishing import taken

    session.flush()
    left = collected(session)
    if left.answer and left.published:
        rest = text(f"WITH {ANSWERED}{SENT}told AS (SELECT count(*) FROM sent) SELECT * FROM told")
        session.connection().execute(rest, {**left.answer, **taken(left)})
