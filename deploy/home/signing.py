"""From which act on a home signs: kept beside the keys, for a mark in the database could be moved there."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from deploy.home.keys import write_private
from deploy.settings import SERVICES


def begin_signing(keys: Path, urls: Mapping[str, str]) -> None:
    """Write down, once, where each chain ends as this version finds it: what follows is signed."""
    from deploy.backup.counting import chains
    from deploy.servers.databases import libpq
    from shared.acts.vouching import KEPT  # what it stands on looks at the environment

    missing = {name: libpq(url) for name, url in urls.items() if not (keys / name / KEPT).exists()}
    for chain in chains(missing):
        write_private(keys / chain.service / KEPT, f"{chain.number} {chain.hash}\n".encode())


def leave_signing(keys: Path) -> None:
    """Forget it: an older version writes on unsigned, and this one begins anew."""
    from shared.acts.vouching import KEPT

    for service in SERVICES:
        (keys / service / KEPT).unlink(missing_ok=True)
