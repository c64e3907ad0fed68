"""Rows of tables that were not entered, on the home of whoever sent them and of the assistant."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from flask import current_app
from flask_babel import gettext as _
from flask_babel import ngettext

from shared.access import actor
from shared.imports import correcting
from shared.imports.declaring import Brings, floor
from shared.language.roles import ASSISTANT, ROLES
from shared.web.week import Card, Thing, card_of


def week() -> Iterator[Card]:
    """What of the tables of this service waits to be corrected."""
    nouns = [one for one in floor().nouns.values() if actor().can(one.permission)]
    waiting = of_mine(nouns)
    if found := [(one, waiting[one.noun]) for one in nouns if one.noun in waiting]:
        yield from to_correct(found)


def of_mine(nouns: Sequence[Brings]) -> dict[str, list[Any]]:
    """The rows by noun that are the actor's to correct: those he sent, of the assistant all he may see."""
    if ASSISTANT in actor().roles:
        return correcting.waiting_of(nouns)
    return correcting.waiting_of(nouns, floor().to_correct.brought_by == actor().id)


def to_correct(found: Sequence[tuple[Brings, Sequence[Any]]]) -> list[Card]:
    """The card of rows to correct, a line a noun."""
    count = sum(len(rows) for _one, rows in found)
    first = page_of(found[0][0])
    roles = [role for role in (ASSISTANT, *ROLES) if role in actor().roles]
    return card_of(
        found,
        thing,
        first,
        title=ngettext("%(num)s row of a table to correct", "%(num)s rows of tables to correct", count),
        why=_("They were not entered, and go on the day named here."),
        action=_("Correct them"),
        day=lambda pair: day_of(pair[1]),
        owner=roles[0] if roles else ASSISTANT,
        icon="table",
    )


def thing(pair: tuple[Brings, Sequence[Any]]) -> Thing:
    """The rows of a noun."""
    brings, rows = pair
    files = ", ".join(list(dict.fromkeys(row.file for row in rows))[:2])
    words = ngettext("%(title)s: %(num)s row", "%(title)s: %(num)s rows", len(rows), title=brings.title())
    return Thing(text=words, href=page_of(brings), missing=files)


def page_of(brings: Brings) -> str:
    """Where the rows of a noun are corrected."""
    return f"/{current_app.name}/imports/{brings.noun}/rows"


def day_of(rows: Sequence[Any]) -> date:
    """The last day of the oldest row."""
    return min(map(correcting.until, rows))
