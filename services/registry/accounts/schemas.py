"""Shapes of accounts in forms."""

from __future__ import annotations

from marshmallow import Schema, fields

from shared.validation import OneOf


class PasswordForm(Schema):
    """A new password for oneself."""

    old = fields.String(required=True)
    password = fields.String(required=True)
    again = fields.String(required=True)


class LanguageForm(Schema):
    """The language one reads in."""

    locale = fields.String(required=True, validate=OneOf(["ru", "kk", "en"]))
