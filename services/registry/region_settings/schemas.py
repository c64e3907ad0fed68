"""Shapes of the forms of a region's face and of its plugins."""

from __future__ import annotations

import re
from typing import Any

from marshmallow import Schema, fields, post_load

from shared.validation import Length, Words

COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


def words(longest: int = 300) -> Words:
    """A text that may be empty."""
    return Words(longest, load_default="")


def many() -> fields.List:
    """A column of the form's lines of partners."""
    return fields.List(fields.String(validate=Length(max=200)), load_default=list)


class FaceForm(Schema):
    """A face: what stands empty is left to the plugins; `logo` None keeps the former one, "" takes it
    away. A line of `partner_…` is a partner; `partner_was` names the place of the former one it was."""

    name_ru, name_kk, name_en = words(), words(), words()
    accent = words(40)
    without_logo = fields.Boolean(load_default=False)
    letterhead_ru, letterhead_kk, letterhead_en = words(1000), words(1000), words(1000)
    contacts = words()
    disclaimer_ru, disclaimer_kk, disclaimer_en = words(500), words(500), words(500)
    partner_ru, partner_kk, partner_place, partner_was = many(), many(), many(), many()
    locked = fields.List(fields.String(), load_default=list)
    why = Words(500, load_default=None, allow_none=True)

    @post_load
    def with_logo(self, data: dict[str, Any], **more: Any) -> dict[str, Any]:
        """The logo of before stays unless it is taken away; a file that was sent takes its place later."""
        return data | {"logo": "" if data.pop("without_logo") else None}


class ValuesForm(Schema):
    """Why settings of a plugin are changed; which there are, the plugin says."""

    why = Words(500, load_default=None, allow_none=True)


class PluginsForm(Schema):
    """Which plugins are on, and the place of each among them."""

    on = fields.List(fields.String(), load_default=list)
    places = fields.Dict(keys=fields.String(), values=fields.Integer(), load_default=dict)
    why = Words(500, load_default=None, allow_none=True)
