"""When a part that ended is started again, and when it is no use."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable
from dataclasses import dataclass

from deploy.running.processes import Child

PAUSES = (0.0, 0.25, 0.5, 1.0, 2.0, 4.0)
LAST_TIME = 12
STEADY_SECONDS = 60.0
STRUCK_STEADY_SECONDS = 5.0


@dataclass
class Part:
    """A process of the suite: how to start it, how often in a row it ended soon after, when it is due."""

    start: Callable[[], Child]
    in_a_row: int = 0
    due: float | None = None

    def ended(self, child: Child, fell: bool = False) -> None:
        """Count an end; one after a long time is the first again. `fell`: a server that it works with ended.

        What ends by itself has a minute in which to show that it can live. What somebody kills, and what
        falls with its server, is not broken: it is steady after seconds, and no loop however often it ends.
        """
        struck = fell or child.process.returncode == -signal.SIGKILL
        steady = STRUCK_STEADY_SECONDS if struck else STEADY_SECONDS
        self.again(afresh=time.monotonic() - child.started > steady)
        if struck:
            self.in_a_row = min(self.in_a_row, len(PAUSES))

    def again(self, afresh: bool = False) -> None:
        """Plan the next start, later each time."""
        self.in_a_row = 1 if afresh else self.in_a_row + 1
        self.due = time.monotonic() + self.pause

    @property
    def pause(self) -> float:
        """Seconds before the next start."""
        return PAUSES[min(self.in_a_row, len(PAUSES)) - 1]

    @property
    def loops(self) -> bool:
        """Whether starting it again is no use."""
        return self.in_a_row > LAST_TIME

    @property
    def is_due(self) -> bool:
        """Whether it is to be started now."""
        return self.due is not None and time.monotonic() >= self.due
