"""How the body of a call is read."""

from __future__ import annotations

from typing import Any

from flask import Request as Asked
from marshmallow import Schema
from webargs.flaskparser import FlaskParser

from shared.doors.errors import BadJson, NumberTooLong

MULTIPART = "multipart/form-data"
FORMS = (MULTIPART, "application/x-www-form-urlencoded")


class Request(Asked):
    """A request that looks for a form only in a body that is one: half a dozen ask for its fields."""

    @property
    def want_form_data_parsed(self) -> bool:
        """Whether the body is a form."""
        return self.mimetype in FORMS


class Parser(FlaskParser):
    """Reads what a call takes; a number that Python does not read is refused like any other bad input."""

    def load_json(self, req: Asked, schema: Schema) -> Any:
        """The body; BadJson, NumberTooLong."""
        try:
            return super().load_json(req, schema)
        except RecursionError as error:
            raise BadJson from error
        except ValueError as error:
            raise NumberTooLong from error
