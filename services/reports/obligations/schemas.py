"""Shapes of obligations on the wire."""

from __future__ import annotations

from marshmallow import Schema, fields

from shared.language.obligations import STATES
from shared.language.roles import ROLES
from shared.validation import OneOf


class ObligationFilter(Schema):
    """Which obligations, and in which order ("-due": the last ones first)."""

    state = fields.String(load_default="", validate=OneOf(["", *STATES]))
    owner = fields.String(load_default="", validate=OneOf(["", *ROLES]))
    region = fields.String(load_default="", metadata={"description": "a code; “-”: the whole project’s"})
    sort = fields.String(load_default="due")


class ObligationOut(Schema):
    """An obligation and how it stands: planned, due, overdue, done, late (done after its day), waived.
    `record` is the page of what fulfils it; `unproven`: it is recorded, and no file proves it."""

    id = fields.String()
    indicator_id = fields.String(allow_none=True)
    code = fields.String()
    name = fields.String()
    region = fields.String(allow_none=True)
    quantity = fields.Decimal()
    owner = fields.String()
    due_on = fields.Date()
    promised_on = fields.Date()
    state = fields.String()
    done_on = fields.Date(allow_none=True)
    record = fields.String(allow_none=True)
    unproven = fields.Boolean()
