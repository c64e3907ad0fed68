"""What waits for the present actor in all four services."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import request
from flask_babel import get_locale
from msgspec import ValidationError, convert

from shared.access import credential_of
from shared.doors.errors import Refusal
from shared.peers import NeighbourDown, ask
from shared.web.week import Card, waiting_here

NEIGHBOURS = ("reports", "events", "grants")
PATIENCE = 3.0


def gathered() -> tuple[list[Card], list[str]]:
    """Every card, the most urgent first, and the services that did not answer."""
    found, silent = waiting_here(), []
    for service in NEIGHBOURS:
        try:
            found += waiting_in(service)
        except Refusal:
            silent.append(service)
    return sorted(found, key=urgency), silent


def waiting_in(service: str) -> list[Card]:
    """What a neighbour says waits for whoever is signed in."""
    kind, secret = credential_of(request) or ("", "")
    question = {"kind": kind, "secret": secret, "locale": str(get_locale())}
    return cards_from(ask(service, f"/{service}/internal/week", question, deadline=PATIENCE))


def cards_from(answer: Any) -> list[Card]:
    """Cards out of a neighbour's answer; NeighbourDown where it has another shape."""
    try:
        return convert(answer, list[Card])
    except ValidationError as error:
        raise NeighbourDown(detail={"why": str(error)}) from error


def urgency(card: Card) -> tuple[bool, date]:
    """Where a card stands: what is late first, then by its day, what has no day last."""
    return not card.late, card.due or date.max
