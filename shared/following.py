"""One number goes with everything a request sets off: into the log, to the neighbours it asks, with the
records it publishes and the work it leaves in the queue."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from flask import g, has_request_context

HEADER = "X-Request-Id"
NUMBER = re.compile(r"[\w.-]{1,40}", re.ASCII)
followed: ContextVar[str] = ContextVar("followed", default="")


def number() -> str:
    """The number of the request, or of that which set this work off; "" where nobody asked for it."""
    present = g.get("request_id", "") if has_request_context() else ""
    return str(present) or followed.get()


def taken(given: str | None) -> str:
    """The number somebody gives with a request, else a new one: nothing else may stand in a log."""
    return given if given and NUMBER.fullmatch(given) else uuid.uuid4().hex[:12]


@contextmanager
def follow(number: str | None) -> Iterator[None]:
    """Work for the request of this number."""
    token = followed.set(number or "")
    try:
        yield
    finally:
        followed.reset(token)
