"""The registry put together."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from flask import Flask

from services.registry import models, tasks
from services.registry.internal import internal
from services.registry.permissions import PERMISSIONS
from services.registry.plans.api import api as plans_api
from services.registry.sessions.introspection import introspect
from services.registry.sessions.operations import FORGET
from services.registry.views import blueprints
from shared import queue
from shared.web import Service, environment, init_service

assert tasks


def build(env: Mapping[str, str] | None) -> Flask:
    """The registry's app."""
    app = Flask("registry", root_path=str(Path(__file__).parent), static_folder=None)
    service = Service(
        "Asar registry", models.db, PERMISSIONS, [internal, *blueprints], [plans_api], {}, introspect
    )
    init_service(app, service, environment(env))
    queue.hourly(app, FORGET)
    return app
