"""What is loaded before a process works or is forked: set apart from what it makes afterwards."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import msgspec

YOUNG = 10_000  # objects made before the youngest are looked through


@contextmanager
def loaded_apart() -> Iterator[None]:
    """Leave what is loaded inside out of every collection of garbage, meanwhile and for good.

    Each collection goes over all that was loaded before: a quarter of the time of a start, half of that of an
    import of people. And it writes to what it looks at: memory a fork shares with its parent would be copied.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
    know_shapes()
    gc.collect()
    gc.freeze()
    collect_seldom()


def know_shapes() -> None:
    """Find out what every shape of a message consists of, before there is a second thread.

    msgspec 0.22 does so when one is read for the first time, and a thread that reads it meanwhile finds it
    half made: the process dies (SIGSEGV).
    """
    for shape in kinds_of(msgspec.Struct):
        msgspec.json.Decoder(shape)


def kinds_of(shape: type) -> Iterator[type[Any]]:
    """Every kind of a shape, and the kinds of those."""
    below: list[type[Any]] = shape.__subclasses__()
    for kind in below:
        yield kind
        yield from kinds_of(kind)


def collect_seldom() -> None:
    """Let garbage be looked for where there may be some: what is imported stays."""
    gc.set_threshold(YOUNG, 20, 50)
