"""What a user did in all four services."""

from __future__ import annotations

from datetime import datetime

from flask import current_app
from flask_babel import get_locale

from shared.acts import history
from shared.acts.words import Line, lines
from shared.doors.errors import Refusal
from shared.peers import ask

NEIGHBOURS = ("events", "grants", "reports")
PATIENCE = 2.0


def did(person: str) -> tuple[list[Line], list[str]]:
    """The last acts of a user, the latest first, and the services that did not answer."""
    found, silent = lines(current_app, history.of_person(person)), []
    for service in NEIGHBOURS:
        try:
            found += asked(service, person)
        except Refusal:
            silent.append(service)
    return sorted(found, key=lambda line: line.at, reverse=True), silent


def asked(service: str, person: str) -> list[Line]:
    """What a neighbour says a user did there."""
    question = {"person": person, "locale": str(get_locale())}
    answer = ask(service, f"/{service}/internal/acts", question, deadline=PATIENCE)
    return [
        Line(**{**line, "at": datetime.fromisoformat(line["at"]), "said": tuple(line["said"])})
        for line in answer
    ]
