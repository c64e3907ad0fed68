"""Shapes of evidence on the wire."""

from __future__ import annotations

from marshmallow import Schema, fields

from shared.doors.api import UploadedFile
from shared.language.evidence import UNOPENED


class EvidenceIn(Schema):
    """What the file (multipart field `file`) is; where its sheets count, they are counted from its pages."""

    file = UploadedFile("A scan, a photo or a document")
    kind = fields.String(required=True)
    both_sides = fields.Boolean(
        load_default=False,
        metadata={"description": "the sheets in it are scanned on both sides: two pages are one sheet"},
    )
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
    quantity = fields.Integer(
        metadata={"description": "the sheets in it, counted from its pages, where sheets count; else 1"}
    )
    unopened = fields.String(
        metadata={
            "description": "why the file cannot be opened, and so does not count: "
            f"{', '.join(UNOPENED)}; empty when it opens"
        }
    )
    also_on = fields.List(
        fields.UUID(), metadata={"description": "Other records of this service this very file is attached to"}
    )
