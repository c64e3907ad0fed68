"""Events put together."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from flask import Flask

from services.events import models, tasks
from services.events.gatherings.api import api as gatherings_api
from services.events.permissions import PERMISSIONS
from services.events.projects.inbox import HANDLERS
from services.events.publications.api import api as publications_api
from services.events.views import blueprints
from shared.web import Service, ask_registry, environment, init_service

assert tasks


def build(env: Mapping[str, str] | None) -> Flask:
    """The app of events."""
    app = Flask("events", root_path=str(Path(__file__).parent), static_folder=None)
    service = Service(
        "Asar events",
        models.db,
        PERMISSIONS,
        blueprints,
        [gatherings_api, publications_api],
        HANDLERS,
        ask_registry,
    )
    init_service(app, service, environment(env))
    return app
