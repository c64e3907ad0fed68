"""Shapes of people whom two deployments may know."""

from __future__ import annotations

from marshmallow import Schema, fields

from services.reports.identities.models import DIFFERENT, OPEN, SAME
from services.reports.identities.queries import PSEUDONYMS, REGISTER
from shared.validation import OneOf


class SomeoneOut(Schema):
    """A person of a deployment, without a name."""

    id = fields.String()
    home = fields.String(metadata={"description": "the deployment whose register knows him"})
    region = fields.String(allow_none=True)
    sex = fields.String(allow_none=True)
    birth_year = fields.Integer(allow_none=True)
    gatherings = fields.Integer()


class PairOut(Schema):
    """Two people who may be one, and what holds them together."""

    first = fields.Nested(SomeoneOut)
    second = fields.Nested(SomeoneOut)
    kinds = fields.List(fields.String())


class PairIn(Schema):
    """What is decided of two people; open takes it back."""

    first = fields.String(required=True)
    second = fields.String(required=True)
    verdict = fields.String(required=True, validate=OneOf([SAME, DIFFERENT, OPEN]))


class CountingOut(Schema):
    """How people of a project are counted once."""

    mode = fields.String(metadata={"enum": [REGISTER, PSEUDONYMS]})
    homes = fields.List(
        fields.String(), metadata={"description": "deployments whose gatherings of the project are counted"}
    )
    silent = fields.List(
        fields.String(),
        metadata={
            "description": "those that send no pseudonyms: who is known there and elsewhere counts twice"
        },
    )
