"""What a person is told when a command cannot go on."""

from __future__ import annotations


class Trouble(Exception):
    """A reason in plain words with what to do about it; printed without a traceback."""
