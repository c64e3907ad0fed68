"""What the suite has promised, on the disk before anything else is asked, compared with what it kept."""

from __future__ import annotations

import json
import os
import threading
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

Promise = tuple[str, str]


class Ledger:
    """A line for every answer that said "recorded": the record's own mark (of a file: its hash) and the id
    it got."""

    def __init__(self, file: Path) -> None:
        self.file, self.lock = file, threading.Lock()
        self.handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)

    def promised(self, mark: str, record: str) -> None:
        """Write it down, on the disk."""
        with self.lock:
            os.write(self.handle, (json.dumps([mark, record]) + "\n").encode())
            os.fsync(self.handle)

    def read(self) -> dict[str, str]:
        """The id promised for each mark."""
        return dict(json.loads(line) for line in self.file.read_text().splitlines())

    def close(self) -> None:
        """Let go of the file."""
        os.close(self.handle)


@dataclass(frozen=True)
class Reckoning:
    """Marks promised and not there, there more than once, and not yet with the neighbour that counts them."""

    promised: int
    lost: int
    doubled: int
    stuck: int

    @property
    def is_clean(self) -> bool:
        """Whether every promise was kept once."""
        return not (self.lost or self.doubled or self.stuck)


def reckon(promised: dict[str, str], kept: Iterable[Promise], counted: Iterable[str]) -> Reckoning:
    """Compare: `kept` are the mark and the id of every record, `counted` the marks the neighbour has."""
    records = list(kept)
    times, theirs = Counter(mark for mark, _record in records), set(counted)
    ids = set(records)
    return Reckoning(
        promised=len(promised),
        lost=sum((mark, record) not in ids for mark, record in promised.items()),
        doubled=sum(count > 1 for count in times.values()),
        stuck=sum(mark not in theirs for mark in times),
    )
