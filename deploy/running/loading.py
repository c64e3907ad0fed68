"""What is loaded before a process works or is forked: set apart from what it makes afterwards."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

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
    gc.collect()
    gc.freeze()
    collect_seldom()


def collect_seldom() -> None:
    """Let garbage be looked for where there may be some: what is imported stays."""
    gc.set_threshold(YOUNG, 20, 50)
