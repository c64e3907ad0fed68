"""The short form of what was held."""

from __future__ import annotations

from marshmallow import Schema, fields

from shared.validation import Words


class DispatchForm(Schema):
    """What was held, on which day, where; the day is a button (`when`) or a typed one.

    `again` says that it is another gathering than the one recorded already, `same_pages` that a page
    proves this gathering too.
    """

    project_id = fields.UUID(required=True)
    region = fields.String(required=True)
    kind = fields.String(required=True, error_messages={"required": "Choose what was held."})
    when = fields.Date(load_default=None)
    day = fields.Date(load_default=None)
    settlement = Words(200, "Say in which town or village.", required=True)
    extra = fields.Dict(keys=fields.String(), load_default=dict)
    again = fields.Boolean(load_default=False)
    same_pages = fields.Boolean(load_default=False)
    pages = fields.List(fields.String(), load_default=list)
