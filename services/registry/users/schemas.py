"""Shapes of users in forms."""
from __future__ import annotations

from marshmallow import Schema, fields, validate


class UserForm(Schema):
    """A new user with one role."""

    login = fields.String(required=True, validate=validate.Length(3, 100))
    name = fields.String(required=True, validate=validate.Length(2, 200))
    password = fields.String(required=True)
    role = fields.String(required=True)
    region = fields.String(load_default=None)


class RoleForm(Schema):
    """A role to give: everywhere or in a region, at a centre, for a contest, from a day to a day."""

    role = fields.String(required=True)
    region = fields.String(load_default=None)
    centre = fields.UUID(load_default=None)
    contest = fields.UUID(load_default=None)
    valid_from = fields.Date(load_default=None)
    valid_to = fields.Date(load_default=None)
