"""Shapes of scans in forms and on the wire."""

from __future__ import annotations

from marshmallow import Schema, fields

from services.events.scans.queries.places import PLACES
from services.events.scans.queries.scans import ASIDE, FILED, WAITING
from shared.doors.api import UploadedFile
from shared.doors.cursors import PageArgs
from shared.proofs.schemas import EvidenceIn
from shared.validation import OneOf, Words

STATES = (WAITING, FILED, ASIDE)


class ScansForm(Schema):
    """The form of new scans; their files come beside it."""

    region = fields.String(load_default=None, allow_none=True)


class ScanIn(ScansForm):
    """A new scan (multipart field `file`); the region may be left out by whoever works in all of them."""

    file = UploadedFile("A scan, a photo or a document")


class FilingForm(Schema):
    """What the scans are of the record they are filed under."""

    kind = fields.String(required=True, error_messages={"required": "Say what it is."})
    both_sides = fields.Boolean(load_default=False)
    again = fields.Boolean(load_default=False)


class FilingIn(Schema):
    """The record a scan is filed under, and what it is there."""

    owner_kind = fields.String(required=True, validate=OneOf(PLACES))
    owner_id = fields.UUID(required=True)
    kind = fields.String(required=True)
    both_sides = fields.Boolean(load_default=False, metadata=EvidenceIn().fields["both_sides"].metadata)
    again = fields.Boolean(load_default=True, metadata=EvidenceIn().fields["again"].metadata)


class SettingAsideIn(Schema):
    """Why a scan is set aside."""

    reason = Words(500, "Say why it is set aside.", required=True)


class ScanOut(Schema):
    """A scan; filed, `filed_kind` and `filed_id` say under which record."""

    id = fields.UUID()
    name = fields.String()
    mime = fields.String()
    size = fields.Integer()
    sha256 = fields.String()
    unopened = fields.String(allow_none=True)
    region = fields.String(allow_none=True)
    dated_on = fields.Date(allow_none=True)
    created_at = fields.AwareDateTime()
    state = fields.String()
    filed_kind = fields.String(allow_none=True)
    filed_id = fields.UUID(allow_none=True)
    aside_because = fields.String(allow_none=True)


class ScanFilter(PageArgs):
    """Which scans."""

    state = fields.String(load_default=None, validate=OneOf(STATES))
    region = fields.String(load_default=None)
    q = fields.String(load_default=None)


class Filed(Schema):
    """The file a scan became."""

    id = fields.UUID()
    evidence_id = fields.UUID()
