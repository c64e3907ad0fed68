"""What the sums of a project say, worked out once for everybody who looks at the same: the first one asks the
database, the others wait for him.

Sums are known by the version of what they were read from (`pulse.version`, read before them), so nothing
older than that is shown, in a rush a second old; a report, whose cells must be of one moment, reads its own.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

Made = TypeVar("Made")
KEPT = 64
PATIENCE = 10.0  # seconds others wait for the first before they ask for themselves


@dataclass
class Work(Generic[Made]):
    """One computation under way or done."""

    done: threading.Event = field(default_factory=threading.Event)
    made: Made | None = None
    failed: bool = False


class Shared(Generic[Made]):
    """Results by what they were made from, the last of them; of those who ask at once one works."""

    def __init__(self, kept: int = KEPT) -> None:
        self.kept = kept
        self.lock, self.works = threading.Lock(), OrderedDict[Hashable, Work[Made]]()

    def get(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """The result of a key, made now if nobody has; what failed is made again by whoever needs it."""
        with self.lock:
            work, first = self.works.get(key), False
            if work is None or work.failed:
                work, first = Work(), True
                self.works[key] = work
            self.works.move_to_end(key)
            while len(self.works) > self.kept:
                self.works.popitem(last=False)
        return self.work(work, make) if first else self.wait(work, make)

    def work(self, work: Work[Made], make: Callable[[], Made]) -> Made:
        """Make it for everybody."""
        try:
            made = work.made = make()
        except BaseException:
            work.failed = True
            raise
        finally:
            work.done.set()
        return made

    def wait(self, work: Work[Made], make: Callable[[], Made]) -> Made:
        """What another made; made by oneself where he failed or takes too long."""
        if work.done.wait(PATIENCE) and not work.failed and work.made is not None:
            return work.made
        return make()

    def forget(self) -> None:
        """Forget all results."""
        with self.lock:
            self.works.clear()
