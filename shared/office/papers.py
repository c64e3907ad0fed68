"""Papers somebody prints: drawn in a limited child, in the language their address asks for."""

from __future__ import annotations

import base64
import time
from contextlib import AbstractContextManager
from typing import Any, cast

import orjson
from flask import Response, request
from flask_babel import force_locale

from shared.clock import now
from shared.doors.errors import Unavailable
from shared.doors.transaction import let_go
from shared.files import disposition
from shared.i18n import current_locale
from shared.limited import ChildCrashed, LimitExceeded, run_limited
from shared.office.regional import Regional
from shared.opening import TYPES

PDF, DOCX = "pdf", "docx"
FORMS = (PDF, DOCX)


def in_asked_language() -> AbstractContextManager[Any]:
    """Say everything in the language the address asks for, Russian or Kazakh, else in the reader's."""
    language = request.args.get("language")
    return force_locale(language if language in ("ru", "kk") else current_locale())


def drawn(
    by: str, refusal: type[Unavailable], seconds: int = 30, own: Regional | None = None, **asked: Any
) -> bytes:
    """What "module:function" draws of this in a limited child, told the moment it is made at; the refusal
    when that breaks off. A region's own template (`own`) that breaks is left out loudly: where ours is drawn
    of the same, it was the template; where ours is not either, it was this machine."""
    told = {**asked, "made_at": now().replace(microsecond=0)}
    let_go()  # no transaction waits for the child
    broken = None
    if own and own.typst:
        try:
            return from_template(own, by, told, seconds, refusal)
        except refusal as error:
            broken = cast(Exception, error.__cause__)
    found = from_child(by, orjson.dumps(told), seconds, refusal)
    if own and broken:
        own.broke(broken)
    return found


def from_template(own: Regional, by: str, told: Any, seconds: int, refusal: type[Unavailable]) -> bytes:
    """A paper as a region's own template draws it; the refusal."""
    started = time.monotonic()
    found = from_child(by, orjson.dumps({**told, "own": own.typst}), seconds, refusal)
    own.drew(time.monotonic() - started)
    return found


def from_child(by: str, payload: bytes, seconds: int, refusal: type[Unavailable]) -> bytes:
    """What a limited child makes of it; the refusal."""
    try:
        answer = run_limited(by, payload, seconds=seconds, memory_mb=1024)
    except (ChildCrashed, LimitExceeded) as error:
        raise refusal from error
    return base64.b64decode(answer["data"])


def opened(name: str, form: str, content: bytes) -> Response:
    """A paper that the browser opens if it can."""
    return given(name, form, content, "inline")


def opened_or_saved(name: str, form: str, content: bytes) -> Response:
    """A paper of which the browser opens a PDF and saves a Word file."""
    return given(name, form, content, "inline" if form == PDF else "attachment")


def given(name: str, form: str, content: bytes, shown: str) -> Response:
    """A paper as an answer."""
    response = Response(content, mimetype=TYPES[f".{form}"])
    response.headers["Content-Disposition"] = disposition(shown, name)
    return response
