"""While a plugin is written: its region.toml and drawings are read again when they change."""

from __future__ import annotations

import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from shared.plugins.loading import find
from shared.plugins.reading import Wrong

EVERY_SECONDS = 1.0
DATA = (".toml", ".svg")


class Watch:
    """Remembers when the data of these plugins was last changed; code is read once, at the start."""

    def __init__(self, names: Sequence[str], folder: Path) -> None:
        self.names, self.folder = names, folder
        self.looked_at, self.seen = time.monotonic(), self._stamps()

    def changed(self) -> bool:
        """Whether a file is another than when it was last asked; at most once a second it is looked."""
        if time.monotonic() - self.looked_at < EVERY_SECONDS:
            return False
        before, self.seen, self.looked_at = self.seen, self._stamps(), time.monotonic()
        return before != self.seen

    def _stamps(self) -> dict[Path, int]:
        found: dict[Path, int] = {}
        for name in self.names:
            with suppress(Wrong, OSError):
                files = [file for file in find(name, self.folder).folder.iterdir() if file.suffix in DATA]
                found |= {file: file.stat().st_mtime_ns for file in files}
        return found
