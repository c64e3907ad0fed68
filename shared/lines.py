"""Lines of JSON that a process writes of what it does: one a request, one a piece of work. No name, no phone,
nothing of a body or of a query ever stands in one."""

from __future__ import annotations

import logging
import sys
from datetime import UTC, datetime
from typing import Any

import orjson

log = logging.getLogger("asar.lines")


def configure() -> None:
    """Write the lines of this process to its standard output, as they are."""
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(logging.Formatter("%(message)s"))
    log.handlers, log.propagate = [handler], False
    log.setLevel(logging.INFO)


def are_written() -> bool:
    """Whether anybody reads them."""
    return log.isEnabledFor(logging.INFO)


def line(said: dict[str, Any]) -> None:
    """Write one line with the time before it; what is not known is left out."""
    known = {name: value for name, value in said.items() if value is not None}
    stamp = datetime.now(UTC).isoformat(timespec="milliseconds")
    log.info("%s", orjson.dumps({"time": stamp, **known}, default=str).decode())
