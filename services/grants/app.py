"""Grants put together."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from flask import Flask

from services.grants import models, tasks
from services.grants.applications.api import api as applications_api
from services.grants.awards.api import api as awards_api
from services.grants.contests.api import api as contests_api
from services.grants.evidence.api import api as evidence_api
from services.grants.permissions import PERMISSIONS
from services.grants.projects.inbox import HANDLERS
from services.grants.views import blueprints
from shared.web import Service, ask_registry, environment, init_service

assert tasks


def build(env: Mapping[str, str] | None) -> Flask:
    """The app of grants."""
    app = Flask("grants", root_path=str(Path(__file__).parent), static_folder=None)
    service = Service(
        "Asar grants",
        models.db,
        PERMISSIONS,
        blueprints,
        [contests_api, applications_api, awards_api, evidence_api],
        HANDLERS,
        ask_registry,
    )
    init_service(app, service, environment(env))
    return app
