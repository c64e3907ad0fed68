"""What the doctor says of one thing he looked at."""

from __future__ import annotations

from dataclasses import dataclass

OK, NOTE, WRONG = "ok", "note", "wrong"


@dataclass(frozen=True)
class Finding:
    """One observation: OK, NOTE (works, but know it) or WRONG, in words that say what to do."""

    level: str
    words: str


def ok(words: str) -> Finding:
    """What is as it should be."""
    return Finding(OK, words)


def note(words: str) -> Finding:
    """What works, but should be known."""
    return Finding(NOTE, words)


def wrong(words: str) -> Finding:
    """What is wrong, and what to do."""
    return Finding(WRONG, words)
