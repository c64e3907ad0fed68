"""The pages of a list that a tool reads: how much of it, from where, and what is behind the page."""

from __future__ import annotations

import base64
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import orjson
from flask import Response
from marshmallow import Schema, fields

from shared.doors.api import respond
from shared.doors.errors import Invalid
from shared.validation import Range, Whole

Read = TypeVar("Read")


class BadCursor(Invalid):
    """The page address is not one this list gave out. Start from the first page."""

    code = "bad_cursor"


class PageArgs(Schema):
    """How much of a list, and from where."""

    cursor = fields.String(
        load_default=None, metadata={"description": "The Next-Cursor header of the page before."}
    )
    limit = Whole(load_default=100, validate=Range(1, 500))


def cursor_of(*parts: Any) -> str:
    """An opaque cursor from the last row's sort values."""
    return base64.urlsafe_b64encode(orjson.dumps([str(part) for part in parts])).decode().rstrip("=")


def parts_of(cursor: str | None, *readers: Callable[[str], Any]) -> list[Any] | None:
    """The sort values of a cursor, each read back; BadCursor when it is not ours."""
    if not cursor:
        return None
    try:
        parts = orjson.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        return [read(str(part)) for read, part in zip(readers, parts, strict=True)]
    except (ValueError, TypeError) as error:
        raise BadCursor(field="cursor") from error


def after_of(cursor: str | None, read: Callable[[str], Read]) -> Read | None:
    """The sort value of a cursor of a list that has only one; None for the first page."""
    parts = parts_of(cursor, read)
    return parts[0] if parts else None


def page(rows: Sequence[Any], limit: int, key: Callable[[Any], tuple[Any, ...]]) -> Response:
    """A list of at most `limit` (give it one row more); the rest is behind the Next-Cursor header."""
    answer = respond(list(rows[:limit]))
    if len(rows) > limit:
        answer.headers["Next-Cursor"] = cursor_of(*key(rows[limit - 1]))
    return answer
