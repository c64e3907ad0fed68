"""What a service holds of people, asked by the registry that knows them."""

from __future__ import annotations

import uuid
from dataclasses import asdict, dataclass
from typing import Literal

from flask import Flask, Response
from flask_babel import force_locale

from shared.access import for_services
from shared.doors.api import respond
from shared.peers import asked
from shared.personal.holding import parts


@dataclass(frozen=True)
class WhatIsHeld:
    """The question what is held of these people in these regions (None: all), in the reader's language."""

    people: list[uuid.UUID]
    regions: list[str] | None
    locale: Literal["ru", "kk", "en"]


def init_app(app: Flask) -> None:
    """Answer at `/<service>/internal/personal`."""

    @app.post(f"/{app.name}/internal/personal")
    @for_services("registry")
    def internal_personal() -> Response:
        """Say everything that is held here of some people, who are one."""
        question = asked(WhatIsHeld)
        with force_locale(question.locale):
            return respond([asdict(part) for part in parts(question.people, question.regions)])
