"""Shapes of evidence on the wire."""

from __future__ import annotations

from marshmallow import Schema, fields

from shared.doors.api import UploadedFile
from shared.language.evidence import UNOPENED
from shared.validation import Range


class EvidenceIn(Schema):
    """What the file (multipart field `file`) is; `quantity` counts what is in it,
    five sheets in one scan are 5."""

    file = UploadedFile("A scan, a photo or a document")
    kind = fields.String(required=True)
    quantity = fields.Integer(load_default=1, validate=Range(1, 1000000))
    again = fields.Boolean(
        load_default=True,
        metadata={
            "description": "false: refuse (409 evidence_elsewhere and the id of what it proves) a file "
            "that proves something already"
        },
    )


class EvidenceForm(EvidenceIn):
    """The form of a page: what a file proves already is asked about."""

    again = fields.Boolean(load_default=False)


class EvidenceOut(Schema):
    """An attached file."""

    id = fields.UUID()
    kind = fields.String()
    name = fields.String()
    sha256 = fields.String()
    size = fields.Integer()
    quantity = fields.Integer()
    unopened = fields.String(
        metadata={
            "description": "why the file cannot be opened, and so does not count: "
            f"{', '.join(UNOPENED)}; empty when it opens"
        }
    )
    also_on = fields.List(
        fields.UUID(), metadata={"description": "Other records of this service this very file is attached to"}
    )
