"""What somebody did, asked by the service that knows him."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Literal

from flask import Flask, Response
from flask_babel import force_locale

from shared.access import for_services
from shared.acts import history
from shared.acts.words import lines
from shared.doors.api import respond
from shared.peers import asked


@dataclass(frozen=True)
class WhatSomebodyDid:
    """The question what a person did, in the language of who reads it."""

    person: str
    locale: Literal["ru", "kk", "en"]


def init_app(app: Flask) -> None:
    """Answer at `/<service>/internal/acts`, in words of the language of who reads them."""

    @app.post(f"/{app.name}/internal/acts")
    @for_services("registry")
    def internal_acts() -> Response:
        """Say what a user did here, the latest first."""
        question = asked(WhatSomebodyDid)
        with force_locale(question.locale):
            did = lines(app, history.of_person(question.person))
        return respond([asdict(line) for line in did])
