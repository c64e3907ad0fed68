"""Where the parts of the pages lie."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
UI = ROOT / "shared/ui"


@cache
def asset_version() -> str:
    """Changes when any of our static files does."""
    stamp = "".join(
        f"{path.name}{path.stat().st_mtime_ns}"
        for path in sorted((UI / "static").rglob("*"))
        if path.is_file()
    )
    return hashlib.sha256(stamp.encode()).hexdigest()[:10]


def asset(name: str) -> str:
    """The versioned address of a static file."""
    return f"/assets/{name}?v={asset_version()}"
