"""What somebody did, asked by the service that knows him."""

from __future__ import annotations

from dataclasses import asdict

from flask import Flask, Response, request
from flask_babel import force_locale

from shared.access import for_services
from shared.acts import history
from shared.acts.words import lines
from shared.doors.api import respond


def init_app(app: Flask) -> None:
    """Answer at `/<service>/internal/acts`, in words of the language of who reads them."""

    @app.post(f"/{app.name}/internal/acts")
    @for_services("registry")
    def internal_acts() -> Response:
        """Say what a user did here, the latest first."""
        asked = request.get_json()
        with force_locale(str(asked["locale"])):
            did = lines(app, history.of_person(str(asked["person"])))
        return respond([asdict(line) for line in did])
