"""How the body of a call is read."""

from __future__ import annotations

from typing import Any

from flask import Request
from marshmallow import Schema
from webargs.flaskparser import FlaskParser

from shared.doors.errors import BadJson, NumberTooLong


class Parser(FlaskParser):
    """Reads what a call takes; a number that Python does not read is refused like any other bad input."""

    def load_json(self, req: Request, schema: Schema) -> Any:
        """The body; BadJson, NumberTooLong."""
        try:
            return super().load_json(req, schema)
        except RecursionError as error:
            raise BadJson from error
        except ValueError as error:
            raise NumberTooLong from error
