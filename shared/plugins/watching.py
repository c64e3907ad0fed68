"""When files of plugins change: while one is written its region.toml and drawings are read again; a process
that is forked asks whether what its parent loaded is still what lies there."""

from __future__ import annotations

import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from shared.plugins.deaths import judge, suspected
from shared.plugins.loading import find, forget
from shared.plugins.reading import Wrong

EVERY_SECONDS = 1.0
DATA = (".toml", ".svg")
ALL = ("",)


class Watch:
    """Remembers when the data of these plugins was last changed; code is read once, at the start."""

    def __init__(self, names: Sequence[str], folder: Path) -> None:
        self.names, self.folder = names, folder
        self.looked_at, self.seen = time.monotonic(), stamps(names, folder, DATA)

    def changed(self) -> bool:
        """Whether a file is another than when it was last asked; at most once a second it is looked."""
        if time.monotonic() - self.looked_at < EVERY_SECONDS:
            return False
        before, self.seen, self.looked_at = self.seen, stamps(self.names, self.folder, DATA), time.monotonic()
        return before != self.seen


class AsLoaded:
    """The plugins as they lay there when this process loaded them; `home` keeps the marks of calls."""

    def __init__(self, names: Sequence[str], folder: Path, home: Path | None) -> None:
        self.names, self.folder, self.home = names, folder, home
        self.seen = stamps(names, folder)

    def is_behind(self) -> bool:
        """Whether who loads them now may come to others: a process ended while it asked one, or their files
        have changed. Those are then imported anew by whoever does."""
        if not self.somebody_died() and stamps(self.names, self.folder) == self.seen:
            return False
        for name in self.names:
            forget(name, self.folder)
        return True

    def somebody_died(self) -> bool:
        """Whether a process ended while it asked a plugin, and the plugin has not answered since."""
        if self.home is None:
            return False
        judge(self.home)
        return bool(suspected(self.home))


def stamps(names: Sequence[str], folder: Path, endings: tuple[str, ...] = ALL) -> dict[Path, int]:
    """When the files of these plugins whose names end so were last changed, in nanoseconds."""
    found: dict[Path, int] = {}
    for name in names:
        with suppress(Wrong, OSError):
            for file in find(name, folder).folder.rglob("*"):
                if file.name.endswith(endings) and "__pycache__" not in file.parts and file.is_file():
                    found[file] = file.stat().st_mtime_ns
    return found
