"""Letting a plugin try again."""

from __future__ import annotations

from services.registry.plugins.queries import NEIGHBOURS, known_names
from shared import peers
from shared.doors.errors import NotFound
from shared.plugins import internal


def try_again(name: str) -> list[str]:
    """Switch a plugin on again in every service; those that did not answer."""
    if name not in known_names():
        raise NotFound
    internal.try_again(name)
    return peers.ask_each(
        NEIGHBOURS,
        lambda service: peers.ask(service, f"/{service}/internal/plugins/again", {"plugin": name}, retries=0),
    )[1]
