"""My week: what waits for somebody in every service, as cards of one shape."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, TypeVar

import orjson
from flask import Flask, Response, current_app, g
from flask_babel import force_locale

from shared.access import act_as, for_services
from shared.doors.api import respond
from shared.peers import asked

MOST_NAMED = 3
Row = TypeVar("Row")


@dataclass(frozen=True, kw_only=True)
class Thing:
    """One thing a card names, with its page and what is missing of it."""

    text: str
    href: str
    missing: str = ""


@dataclass(frozen=True, kw_only=True)
class Card:
    """What waits for somebody, in his language: `title` and `why`, the first `things` of `count`, and the
    `action` behind `href` that does it. `due` is the day of the earliest thing, None where no day presses;
    `late` when it was to be done by then. `owner` is the role whose work it is."""

    title: str
    href: str
    action: str
    owner: str
    icon: str = "clock"
    why: str = ""
    count: int = 1
    due: date | None = None
    late: bool = False
    things: tuple[Thing, ...] = ()


Cards = Callable[[], Iterable[Card]]


@dataclass(frozen=True)
class WhatWaits:
    """The question what waits for somebody: his credential, and the language he reads."""

    kind: Literal["session", "token"]
    secret: str
    locale: Literal["ru", "kk", "en"]


def card_of(
    rows: Sequence[Row],
    thing: Callable[[Row], Thing],
    everything: str,
    day: Callable[[Row], date | None] = lambda row: None,
    **said: Any,
) -> list[Card]:
    """The card of the rows that were found, none where nothing was; `said` is the rest of it.

    It is due on the earliest `day` of theirs, and leads to the page of the only row, or to `everything`,
    the list of all.
    """
    things = tuple(thing(row) for row in rows[:MOST_NAMED])
    due = min(filter(None, map(day, rows)), default=None)
    href = things[0].href if len(rows) == 1 else everything
    return [Card(things=things, count=len(rows), href=href, due=due, **said)] if things else []


def waiting_here() -> list[Card]:
    """What waits for the present actor in this service."""
    return [card for cards in current_app.extensions["service"].weeks() for card in cards()]


def init_app(app: Flask) -> None:
    """Answer at `/<service>/internal/week` what waits for whoever the credential belongs to."""

    @app.post(f"/{app.name}/internal/week")
    @for_services("registry")
    def internal_week() -> Response:
        """Say what waits here for somebody, in words of his language."""
        question = asked(WhatWaits)
        act_as(question.kind, question.secret)
        g.only_reads = True  # sent as a POST for its secret, which no log may have
        with force_locale(question.locale):
            return respond(plain(waiting_here()))


def plain(cards: Iterable[Card]) -> Any:
    """Cards as JSON can carry them."""
    return orjson.loads(orjson.dumps(list(cards)))
