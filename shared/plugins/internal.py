"""What the page of plugins asks of every service: what does not work there, how long it takes, and to
try again."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from flask import Flask, Response

from shared.access import for_services
from shared.doors import transaction
from shared.doors.api import respond
from shared.peers import asked
from shared.plugins import plugins
from shared.plugins.recorded import RECIPIENT
from shared.queue import waiting


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
        transaction.carry_out(try_again, asked(PluginAgain).plugin)
        return respond(known_here())


def try_again(name: str) -> None:
    """Ask a plugin again here, about the records too that it did not take."""
    plugins().try_again(name)
    waiting.retry_of(transaction.session(), f"{RECIPIENT}{name}")


def known_here() -> dict[str, Any]:
    """{troubles, times: [{plugin, hook, calls, slow, slowest_ms}], parked: [{plugin, records, reason}]} of
    this service."""
    found = plugins()
    troubles = [asdict(trouble) for trouble in found.troubles()]
    names = ("plugin", "hook", "calls", "slow", "slowest_ms")
    times = [{name: getattr(known, name) for name in names} for known in found.state.known.values()]
    parked = [
        {"plugin": row.pop("recipient").removeprefix(RECIPIENT), **row}
        for row in waiting.not_taken(transaction.session(), RECIPIENT)
    ]
    return {"troubles": troubles, "times": times, "parked": parked}
