"""The translations: .po files are kept, .mo files are compiled from them when they are missing or older."""

from __future__ import annotations

import os
from pathlib import Path

from deploy.settings import ROOT

FOLDERS = ("shared/ui/translations", "services/*/translations", "plugins/core/*/translations")


def outdated(root: Path = ROOT) -> list[Path]:
    """Every .po that has no .mo, or an older one.
    Standard library only: the preparation asks before anything is installed."""
    found = (path for folder in FOLDERS for path in sorted(root.glob(f"{folder}/*/LC_MESSAGES/messages.po")))
    return [path for path in found if not is_compiled(path)]


def is_compiled(path: Path) -> bool:
    """Whether the .mo beside a .po is at least as new."""
    compiled = path.with_suffix(".mo")
    return compiled.exists() and compiled.stat().st_mtime_ns >= path.stat().st_mtime_ns


def compile_outdated(root: Path = ROOT) -> None:
    """Write the missing .mo files; a process that reads one meanwhile never sees half of it."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    for path in outdated(root):
        fresh = path.with_suffix(f".mo.{os.getpid()}")
        with path.open("rb") as source, fresh.open("wb") as target:
            write_mo(target, read_po(source, locale=path.parts[-3]))
        fresh.replace(path.with_suffix(".mo"))


if __name__ == "__main__":
    compile_outdated()
