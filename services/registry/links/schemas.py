"""Shapes of links in forms."""

from __future__ import annotations

from marshmallow import Schema, fields


class ChosenPassword(Schema):
    """A password of one's own, twice."""

    password = fields.String(required=True)
    again = fields.String(required=True)
