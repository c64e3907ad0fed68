"""Shapes of codes in forms."""

from __future__ import annotations

from marshmallow import Schema, fields


class CodeForm(Schema):
    """A code; with the signed secret of a new phone where one is set up."""

    otp = fields.String(required=True)
    phone = fields.String(load_default="")
