"""Work over a slow line that one process does at a time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import text

from services.registry.db import db

TAKE = text("SELECT pg_try_advisory_lock(hashtext(:work))")
STAYS = text("SET idle_session_timeout = 0")  # the line may be slow for longer than a connection may rest
AS_BEFORE = text("RESET idle_session_timeout")
LET_GO = text("SELECT pg_advisory_unlock(hashtext(:work))")


@contextmanager
def alone(work: str) -> Iterator[bool]:
    """Whether nobody else does this work just now; then nobody begins it meanwhile. The lock stands outside
    of any transaction: one that waits for the line is ended after ten seconds, and the lock with it."""
    with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as held:
        held.execute(STAYS)
        mine = bool(held.scalar(TAKE, {"work": work}))
        try:
            yield mine
        finally:
            if mine:
                held.execute(LET_GO, {"work": work})
            held.execute(AS_BEFORE)
