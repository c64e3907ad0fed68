"""The files of a home beside its servers and its evidence: the keys, the demo's accounts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from deploy.backup.evidence import cut
from deploy.backup.moment import File
from deploy.backup.vault import Vault
from deploy.home.keys import write_private

LEFT_OUT = frozenset(
    "servers files logs plugins told tmp run.json lock backup.json backup-wal.json backups restoring".split()
)


def kept_files(home: Path) -> Iterator[Path]:
    """What belongs into a backup."""
    for path in sorted(home.rglob("*")):
        inside = path.relative_to(home)
        if inside.parts[0] not in LEFT_OUT and path.is_file() and not path.is_symlink():
            yield path


def bring(vault: Vault, home: Path) -> list[File]:
    """Keep the keys and what else lies in the home."""
    return [
        File(str(path.relative_to(home)), path.stat().st_mode & 0o777, vault.keep_all(cut(path.read_bytes())))
        for path in kept_files(home)
    ]


def put_back(vault: Vault, home: Path, files: list[File]) -> None:
    """Write them into a home, each readable by whom it was."""
    for file in files:
        target = home / file.path
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_private(target, b"".join(map(vault.piece, file.pieces)))
        target.chmod(file.mode)
