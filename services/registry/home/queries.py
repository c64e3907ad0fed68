"""What waits for the present actor in all four services."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from itertools import chain

from flask import request
from flask_babel import get_locale

from shared.access import actor, credential_of
from shared.doors.transaction import let_go
from shared.language.roles import PROJECT_LEAD
from shared.peers import ask, ask_each, typed
from shared.web.week import Card, waiting_here

NEIGHBOURS = ("reports", "events", "grants")
PATIENCE = 3.0


def gathered() -> tuple[list[Card], list[str]]:
    """Every card, the most urgent first, and the services that did not answer."""
    own, roles = waiting_here(), actor().roles
    let_go()  # no transaction waits for them
    answers, silent = ask_each(NEIGHBOURS, waiting_in)
    return sorted(chain(own, *answers.values()), key=lambda card: urgency(card, roles)), silent


def waiting_in(service: str) -> list[Card]:
    """What a neighbour says waits for whoever is signed in."""
    kind, secret = credential_of(request) or ("", "")
    question = {"kind": kind, "secret": secret, "locale": str(get_locale())}
    return typed(ask(service, f"/{service}/internal/week", question, deadline=PATIENCE), list[Card])


def urgency(card: Card, roles: Collection[str]) -> tuple[bool, bool, date]:
    """Where a card stands: the work of these roles first, of the lead's everybody's; then what is late, then
    by its day, what has no day last."""
    mine = card.owner in roles or PROJECT_LEAD in roles
    return not mine, not card.late, card.due or date.max
