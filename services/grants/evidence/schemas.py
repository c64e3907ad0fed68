"""Shapes of evidence on the wire."""

from __future__ import annotations

from marshmallow import Schema, fields, validate

from services.grants.evidence.kinds import KINDS
from shared.doors.api import UploadedFile


class EvidenceIn(Schema):
    """What the file (multipart field `file`) is; `quantity` counts what is in it,
    seven score sheets in one scan are 7."""

    file = UploadedFile("A scan, a photo or a document")
    kind = fields.String(
        required=True,
        metadata={"description": "; ".join(f"{owner}: {', '.join(kinds)}" for owner, kinds in KINDS.items())},
    )
    quantity = fields.Integer(load_default=1, validate=validate.Range(1, 1000000))


class EvidenceOut(Schema):
    """An attached file."""

    id = fields.UUID()
    kind = fields.String()
    name = fields.String()
    sha256 = fields.String()
    size = fields.Integer()
    quantity = fields.Integer()
    also_on = fields.List(
        fields.UUID(),
        metadata={"description": "Other contests, applications and awards this very file is attached to"},
    )
