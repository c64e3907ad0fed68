"""Marshmallow's sentences that carry a number or a list: taken apart again, so that a catalogue can hold them."""
from __future__ import annotations

import re

# The narrower sentence stands before the wider one that would also fit its words.
SENTENCES = (
    "Must be one of: %(choices)s.",
    "Must be equal to %(other)s.",
    "Must be greater than or equal to %(min)s and less than or equal to %(max)s.",
    "Must be greater than or equal to %(min)s and less than %(max)s.",
    "Must be greater than %(min)s and less than or equal to %(max)s.",
    "Must be greater than %(min)s and less than %(max)s.",
    "Must be greater than or equal to %(min)s.",
    "Must be greater than %(min)s.",
    "Must be less than or equal to %(max)s.",
    "Must be less than %(max)s.",
    "Length must be between %(min)s and %(max)s.",
    "Length must be %(equal)s.",
    "Shorter than minimum length %(min)s.",
    "Longer than maximum length %(max)s.",
    "One or more of the choices you made was not in: %(choices)s.",
    "One or more of the choices you made was in: %(values)s.",
)
HOLE = re.compile(r"%\\\((\w+)\\\)s")
PATTERNS = [(re.compile(HOLE.sub(r"(?P<\1>.+)", re.escape(sentence)), re.DOTALL), sentence) for sentence in SENTENCES]


def taken_apart(text: str) -> tuple[str, dict[str, str]]:
    """The msgid of a ready sentence and what fills its holes; any other text comes back as it is, with no filling."""
    for pattern, sentence in PATTERNS:
        if match := pattern.fullmatch(text):
            return sentence, match.groupdict()
    return text, {}
