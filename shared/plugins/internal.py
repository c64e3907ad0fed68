"""What the page of plugins asks of every service: what does not work there, how long it takes, and to
try again."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from flask import Flask, Response

from shared.access import for_services
from shared.doors.api import respond
from shared.peers import asked
from shared.plugins import plugins


@dataclass(frozen=True)
class PluginAgain:
    """The question to switch a plugin on again."""

    plugin: str


def init_internal(app: Flask) -> None:
    """Addresses for the registry alone."""

    @app.post(f"/{app.name}/internal/plugins")
    @for_services("registry")
    def plugin_state() -> Response:
        """Say what this service knows of its plugins."""
        return respond(known_here())

    @app.post(f"/{app.name}/internal/plugins/again")
    @for_services("registry")
    def plugin_again() -> Response:
        """Switch a plugin on again."""
        plugins().try_again(asked(PluginAgain).plugin)
        return respond(known_here())


def known_here() -> dict[str, Any]:
    """{troubles, times: [{plugin, hook, calls, slow, slowest_ms}]} of this service."""
    found = plugins()
    troubles = [asdict(trouble) for trouble in found.troubles()]
    names = ("plugin", "hook", "calls", "slow", "slowest_ms")
    times = [{name: getattr(known, name) for name in names} for known in found.state.known.values()]
    return {"troubles": troubles, "times": times}
