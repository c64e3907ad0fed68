"""Whether a service is ready."""

from __future__ import annotations

import threading
from typing import Any

from flask import Flask, Response
from sqlalchemy import text

from shared.access import public
from shared.doors import api
from shared.doors.errors import in_json
from shared.queue import broker


def init_health(app: Flask, db: Any) -> None:
    """`/<service>/healthz`: the database answers within two seconds; plugins and outbox in words."""

    @app.get(f"/{app.name}/healthz")
    @public
    @in_json
    def healthz() -> Response:
        """Say whether this service is ready."""
        state = database_state(app, db)
        failures = plugin_state(app, fresh="error" not in state)
        queue = "ok" if broker.answers() else "does not answer: long work waits until it does"
        wrong = failures or queue != "ok" or state.get("alarms")
        status = "down" if "error" in state else "degraded" if wrong else "ok"
        return api.respond(
            {
                "service": app.name,
                "status": status,
                "plugins": [p.name for p in app.extensions["plugins"].loaded],
                "plugin_failures": failures,
                "queue": queue,
                **state,
            },
            503 if status == "down" else 200,
        )


def plugin_state(app: Flask, fresh: bool) -> list[dict[str, Any]]:
    """What does not work of the plugins, what it stops and what goes on without it."""
    return [
        {
            "name": trouble.plugin,
            "reason": trouble.reason,
            "regions": trouble.regions,
            "stopped": trouble.stopped,
            "left_out": trouble.left_out,
            "incident": trouble.incident,
            "switched_off": trouble.is_off,
        }
        for trouble in app.extensions["plugins"].troubles(fresh)
    ]


def alarms(app: Flask) -> list[str]:
    """What the nouns say an administrator must know."""
    nouns = app.extensions["service"].nouns
    return [said for noun in nouns if noun.alarm and (said := noun.alarm())]


def database_state(app: Flask, db: Any) -> dict[str, Any]:
    """Waiting and parked records and alarms, asked in a thread:
    a stuck database cannot hold the answer."""
    state: dict[str, Any] = {"error": "database does not answer"}

    def look() -> None:
        with app.app_context():
            row = db.session.execute(
                text(
                    "SELECT count(*) FILTER (WHERE parked_reason IS NULL), count(parked_reason), "
                    "coalesce(extract(epoch FROM now() - min(due_at) "
                    "FILTER (WHERE parked_reason IS NULL)), 0)::int "
                    "FROM outbox"
                )
            ).one()
            state.update(outbox={"waiting": row[0], "parked": row[1], "oldest_seconds": max(row[2], 0)})
            state["alarms"] = alarms(app)
            state.pop("error")

    thread = threading.Thread(target=look, daemon=True)
    thread.start()
    thread.join(2.0)
    return dict(state)
