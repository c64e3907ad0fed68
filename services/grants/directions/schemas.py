"""Shapes of directions in forms and on the wire."""

from __future__ import annotations

from marshmallow import Schema, fields

from shared.doors.kazakh import InKazakh, in_kazakh
from shared.validation import Length, Words

MOST = 100


class DirectionChange(InKazakh):
    """What can still be said of a direction: what it is called in Kazakh."""

    title_kk = in_kazakh(300)


class DirectionIn(DirectionChange):
    """A direction, and the problems of sessions it answers."""

    title = Words(300, "Say what the direction is.", required=True)
    problems = fields.List(fields.UUID(), load_default=list, validate=Length(max=MOST))


class DirectionOut(Schema):
    """A direction with the problems it answers, by the ids events gave them."""

    id = fields.UUID()
    title = fields.String()
    title_kk = fields.String()
    problems = fields.List(fields.UUID())
