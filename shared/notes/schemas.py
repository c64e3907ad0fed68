"""Shapes of notes in forms and on the wire."""

from __future__ import annotations

from marshmallow import Schema, fields

from shared.validation import Words

LONGEST = 2000


class NoteIn(Schema):
    """A note; `corrects` names an earlier one of the same record whose place it takes."""

    text = Words(LONGEST, "Write the note.", required=True)
    corrects = fields.UUID(load_default=None, allow_none=True)


class StrikingIn(Schema):
    """Why a note is struck."""

    reason = Words(500, "Say why the note is struck.", required=True)


class NoteOut(Schema):
    """A note; `corrects` is the one whose place it took, `struck_because` why it is not true."""

    id = fields.UUID()
    text = fields.String()
    written_by = fields.String()
    created_at = fields.AwareDateTime()
    corrects = fields.UUID(allow_none=True)
    struck_because = fields.String(allow_none=True)
