"""What a user did in all four services."""

from __future__ import annotations

from datetime import datetime
from itertools import chain

from flask import current_app
from flask_babel import get_locale

from shared.acts import history
from shared.acts.words import Line, lines
from shared.peers import ask, ask_each

NEIGHBOURS = ("events", "grants", "reports")
PATIENCE = 2.0


def did(person: str) -> tuple[list[Line], list[str]]:
    """The last acts of a user, the latest first, and the services that did not answer."""
    own = lines(current_app, history.of_person(person))
    answers, silent = ask_each(NEIGHBOURS, lambda service: asked(service, person))
    return sorted(chain(own, *answers.values()), key=lambda line: line.at, reverse=True), silent


def asked(service: str, person: str) -> list[Line]:
    """What a neighbour says a user did there."""
    question = {"person": person, "locale": str(get_locale())}
    answer = ask(service, f"/{service}/internal/acts", question, deadline=PATIENCE)
    return [
        Line(**{**line, "at": datetime.fromisoformat(line["at"]), "said": tuple(line["said"])})
        for line in answer
    ]
