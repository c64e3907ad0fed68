"""What waits for the present actor in all four services."""

from __future__ import annotations

from datetime import date
from itertools import chain

from flask import request
from flask_babel import get_locale

from shared.access import credential_of
from shared.doors.transaction import let_go
from shared.peers import ask, ask_each, typed
from shared.web.week import Card, waiting_here

NEIGHBOURS = ("reports", "events", "grants")
PATIENCE = 3.0


def gathered() -> tuple[list[Card], list[str]]:
    """Every card, the most urgent first, and the services that did not answer."""
    own = waiting_here()
    let_go()  # no transaction waits for them
    answers, silent = ask_each(NEIGHBOURS, waiting_in)
    return sorted(chain(own, *answers.values()), key=urgency), silent


def waiting_in(service: str) -> list[Card]:
    """What a neighbour says waits for whoever is signed in."""
    kind, secret = credential_of(request) or ("", "")
    question = {"kind": kind, "secret": secret, "locale": str(get_locale())}
    return typed(ask(service, f"/{service}/internal/week", question, deadline=PATIENCE), list[Card])


def urgency(card: Card) -> tuple[bool, date]:
    """Where a card stands: what is late first, then by its day, what has no day last."""
    return not card.late, card.due or date.max
