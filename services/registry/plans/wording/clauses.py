"""The further conditions of an indicator in the user's language."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from flask_babel import gettext

from services.registry.reader.words.gatherings import find_gatherings
from shared.language.clauses import (
    AMOUNTS,
    AT_LEAST,
    EACH_GATHERING,
    OVER_EACH,
    PART,
    SORTS,
    TYPED,
    WORDS,
    Clause,
)
from shared.language.gatherings import OTHER, get_type

State = dict[str, Any]


def clause_words(state: State) -> str:
    """A clause that was understood, from its structure; one kept as words as it was written."""
    return words_of(Clause.read(state))


def words_of(clause: Clause) -> str:
    """The words of a clause; those of a typed one are the person's own."""
    template = "" if clause.origin == TYPED else template_of(clause)
    if not template or clause.value is None:
        return clause.text
    return gettext(template) % {"amount": amount(clause), "value": said_value(clause)}


def template_of(clause: Clause) -> str:
    """The phrase of a clause by its kind, "" for one that is only words."""
    if clause.kind == EACH_GATHERING:
        return get_type(gathering_of(clause)).at_each
    if clause.kind == PART:
        return SORTS[clause.sort].said if clause.sort in SORTS else ""
    return OVER_EACH.get(clause.kind, "")


def meaning(clause: Clause) -> str:
    """How a clause is understood, whatever its text says; "" for one that is only words."""
    return "" if clause.kind == WORDS else words_of(replace(clause, origin=None))


def amount(clause: Clause) -> str:
    """ "at least 15"."""
    return gettext(AMOUNTS.get(clause.asks, AMOUNTS[AT_LEAST])) % {"value": said_value(clause)}


def said_value(clause: Clause) -> str:
    """ "15", of a share "50 %"."""
    return f"{clause.value} %" if clause.is_share else f"{clause.value}"


def gathering_of(clause: Clause) -> str:
    """The kind of gathering the reader's own text names."""
    return next(iter(find_gatherings(clause.text)), OTHER)
