"""Shapes of what is handed down."""

from __future__ import annotations

from datetime import date, datetime

import msgspec
from marshmallow import Schema, fields

from shared.doors.cursors import PageArgs
from shared.language.records import Proof
from shared.language.records.project import Project

PLAN, OBLIGATION, FUND, FULFILMENT = "plan", "obligation", "fund_handover", "fulfilment"


class Letter(msgspec.Struct, frozen=True, kw_only=True):
    """The letter that allowed a version; the file stays where it was attached, `page` opens it there."""

    name: str
    sha256: str
    page: str


class HandedPlan(msgspec.Struct, frozen=True, kw_only=True):
    """A plan in force as it is handed down: the project as every service knows it, and what only the registry
    keeps of it. The passport comes without those who sign for the sides: they are people."""

    project: Project
    passport: dict[str, object]
    descriptions: dict[str, str]
    reason: str = ""
    letter: Letter | None = None
    source_sha256: str | None = None
    source_name: str | None = None


class Fulfilment(msgspec.Struct, frozen=True, kw_only=True):
    """Since when something no line counts is there, said by the region it was asked of; the files stay there,
    `page` of each opens it."""

    obligation_id: str
    done_on: date
    evidence: tuple[Proof, ...]


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """One record as a deployment signed it for another: `key` is "<deployment>:<id>", `body` the JSON of it
    with the number of its shape, `signed` the whole as a compact signature."""

    by: str
    to: str
    kind: str
    key: str
    said_at: datetime
    sha256: str
    body: dict[str, object]
    signed: str


class Exchange(msgspec.Struct, frozen=True, kw_only=True):
    """One side of an exchange: what is known of the other, as hashes by key, and what is said to it, signed;
    `more` says that it has more to say."""

    known: dict[str, str] = {}
    said: list[str] = []
    more: bool = False


class Newest(msgspec.Struct, frozen=True):
    """What was said last to the deployment that asks, by its hash; "" where nothing was."""

    sha256: str = ""


class Serving(msgspec.Struct, frozen=True):
    """The question which deployments serve one of these regions."""

    regions: list[str]


class HandedOut(Schema):
    """A signed record between two deployments."""

    id = fields.UUID()
    deployment = fields.String(metadata={"description": "the other deployment"})
    came = fields.Boolean(metadata={"description": "whether it came here, or was said here"})
    kind = fields.String(metadata={"enum": [PLAN, OBLIGATION, FUND, FULFILMENT]})
    key = fields.String()
    said_at = fields.DateTime()
    sha256 = fields.String()
    state = fields.String(
        metadata={"enum": ["waiting", "taken", "replaced", "unreadable", "refused"]},
    )
    why = fields.String(allow_none=True)


class HandedFilter(PageArgs):
    """Which signed records to list."""


class AcceptedOut(Schema):
    """The version that is now in force here."""

    id = fields.UUID()
    project_id = fields.UUID()
    version = fields.Integer()
    status = fields.String()
