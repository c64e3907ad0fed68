"""Kinds of gatherings."""

from __future__ import annotations

BRIEFING = "briefing"
ALIASES = {"final_briefing": BRIEFING}


def kind_of(word: str) -> str:
    """The type of gathering that a plan's more exact word counts as."""
    return ALIASES.get(word, word)
