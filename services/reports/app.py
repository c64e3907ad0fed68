"""Reports put together."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from flask import Flask

from services.reports import models, tasks
from services.reports.copies.inbox import HANDLERS
from services.reports.permissions import PERMISSIONS
from services.reports.reports.api import api
from services.reports.views import blueprints
from shared.web import Service, ask_registry, environment, init_service

assert tasks


def build(env: Mapping[str, str] | None) -> Flask:
    """The app of reports."""
    app = Flask("reports", root_path=str(Path(__file__).parent), static_folder=None)
    service = Service("Asar reports", models.db, PERMISSIONS, blueprints, [api], HANDLERS, ask_registry)
    init_service(app, service, environment(env))
    return app
