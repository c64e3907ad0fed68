"""Shapes of users in forms."""

from __future__ import annotations

from marshmallow import Schema, fields

from shared.validation import Day, Words


class UserForm(Schema):
    """A new user with one role."""

    login = Words(100, required=True)
    name = Words(200, required=True)
    role = fields.String(required=True)
    region = fields.String(load_default=None)


class RoleForm(Schema):
    """A role to give: everywhere or in a region, at a centre, for a contest, from a day to a day."""

    role = fields.String(required=True)
    region = fields.String(load_default=None)
    centre = fields.UUID(load_default=None)
    contest = fields.UUID(load_default=None)
    valid_from = Day(load_default=None)
    valid_to = Day(load_default=None)
