"""Calls that correct: what they leave out stays as it is."""

from __future__ import annotations

from marshmallow import Schema, fields, missing


def correcting(schema: type[Schema]) -> Schema:
    """A schema of what a call corrects: of what is left out the operation gets nothing, but for answers to
    what may be asked."""
    name = schema.__name__.removesuffix("In").removesuffix("Fields").removesuffix("Change")
    made: Schema = type(f"{name}Correction", (schema,), {"__doc__": schema.__doc__})()
    for field in made.fields.values():
        if not isinstance(field, fields.Boolean):
            field.load_default = missing
    return made
