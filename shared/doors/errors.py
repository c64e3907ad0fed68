"""The error family, and the one shape every refusal has as JSON and as a page."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Callable
from typing import Any, TypeVar
from urllib.parse import quote

from flask import Flask, Response, current_app, g, jsonify, make_response, redirect, render_template, request
from flask_babel import gettext
from marshmallow import ValidationError
from psycopg.errors import UniqueViolation
from sqlalchemy.exc import DataError, IntegrityError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from werkzeug.exceptions import HTTPException

from shared.validation import Sentence

log = logging.getLogger("asar.errors")
View = TypeVar("View", bound=Callable[..., Any])


class Refusal(Exception):
    """The request cannot be carried out."""

    code = "refused"
    status = 400

    def __init__(
        self, *, field: str | None = None, detail: dict[str, Any] | None = None, **params: object
    ) -> None:
        super().__init__(self.code)
        self.field, self.params = field, params
        self.detail = dict(detail or {}, **({"field": field} if field else {}))

    @classmethod
    def words(cls) -> str:
        """The class docstring in the user's language; where its lines break means nothing."""
        sentence = " ".join((cls.__doc__ or "").split())
        return gettext(sentence)

    @property
    def message(self) -> str:
        """The words with the parameters filled in."""
        return self.words() % self.params if self.params else self.words()


class NotFound(Refusal):
    """There is no such record, or it is not open to you."""

    code, status = "not_found", 404


class SignInRequired(Refusal):
    """Sign in to continue."""

    code, status = "sign_in_required", 401


class Forbidden(Refusal):
    """Your role does not allow this. Ask the project lead for access."""

    code, status = "forbidden", 403


class Conflict(Refusal):
    """Somebody changed this meanwhile. Reload the page and try again."""

    code, status = "conflict", 409


class Busy(Conflict):
    """Somebody else is changing this right now. Nothing was done;
    what you typed is kept. Try again in a moment."""

    code = "busy"


class Invalid(Refusal):
    """Some fields need correcting."""

    code, status = "invalid", 422


class BadJson(Refusal):
    """The body of the request is not JSON."""

    code = "bad_json"


class NotAnObject(Invalid):
    """The body of the request must be a JSON object: {"field": value}."""

    code = "not_an_object"


class Unavailable(Refusal):
    """A part of the system does not answer. Try again in a minute; nothing is lost."""

    code, status = "unavailable", 503


class BadForm(Refusal):
    """The page has expired. Reload it and send the form again."""

    code, status = "csrf", 400


class KeyReused(Refusal):
    """This Idempotency-Key was already used with another request."""

    code, status = "idempotency_key_reused", 422


class KeyNeeded(Refusal):
    """This call moves money: send an Idempotency-Key with it,
    so that it is done once even if it is sent twice."""

    code, status = "idempotency_key_needed", 428


class LengthRequired(Refusal):
    """The request must say how long it is (Content-Length)."""

    code, status = "length_required", 411


def refusals_of(service: str) -> list[type[Refusal]]:
    """Every refusal a service may answer, its own and the shared ones, by code."""
    found: dict[str, type[Refusal]] = {}
    kinds = [Refusal]
    while kinds:
        kind = kinds.pop()
        kinds += kind.__subclasses__()
        if kind.__module__.startswith(("shared.", f"services.{service}.")) and "code" in vars(kind):
            found[kind.code] = kind
    return [found[code] for code in sorted(found)]


HTTP_MESSAGES = {
    400: "The request could not be understood.",
    404: "There is no such page.",
    405: "This address does not accept such a request.",
    413: "The file is too large.",
    415: "This kind of content is not accepted.",
    429: "Too many attempts. Wait a minute and try again.",
    500: "Something broke on our side. We have recorded it.",
}


def in_json(view: View) -> View:
    """Mark a view that answers tools, so that it refuses in JSON too."""
    view.in_json = True  # type: ignore[attr-defined]
    return view


def wants_json() -> bool:
    """Whether the caller is a tool (API, a neighbour) rather than a browser page:
    by the mark of the view, or for an address that leads nowhere by the folder it would stand in."""
    if request.endpoint is None:
        return request.path.split("/")[2:3] in (["api"], ["internal"], ["messages"])
    marked = getattr(current_app.view_functions[request.endpoint], "in_json", False)
    return marked or request.blueprint in current_app.extensions.get("json_blueprints", ())


def translated(messages: Any) -> Any:
    """Marshmallow's nested messages in the user's language."""
    if isinstance(messages, dict):
        return {str(key): translated(value) for key, value in messages.items()}
    if isinstance(messages, list | tuple):
        return [translated(value) for value in messages]
    if isinstance(messages, Sentence):
        return gettext(messages.msgid, **messages.filling)
    return gettext(messages) if isinstance(messages, str) else messages


def answer(status: int, code: str, message: str, detail: dict[str, Any]) -> Response:
    """One refusal as `{code, message, detail}` or as an error page."""
    if wants_json():
        response = jsonify(code=code, message=message, detail=detail)
    else:
        page = render_template(
            "ui/error.html",
            status=status,
            code=code,
            message=message,
            detail=detail,
            request_id=g.get("request_id", ""),
        )
        response = make_response(page)
    response.status_code = status
    return response


def refused_body(messages: Any) -> Refusal:
    """Why the body or the address of a call was not taken: not JSON, not an object, or its wrong fields."""
    body = messages.get("json") if isinstance(messages, dict) else None
    if isinstance(body, list):
        return BadJson()
    return NotAnObject() if body == {"_schema": ["Invalid input type."]} else invalid_fields(messages)


def invalid_fields(messages: Any) -> Invalid:
    """A 422 that names every wrong field: `detail.fields = {field: [message, …]}`."""
    if isinstance(messages, dict) and set(messages) <= {"json", "form", "query", "files", "headers"}:
        messages = {
            field: text
            for part in messages.values()
            if isinstance(part, dict)
            for field, text in part.items()
        }
    return Invalid(detail={"fields": translated(messages)})


def on_refusal(error: Refusal) -> Response:
    """Answer a domain refusal; a page that needs sign-in leads to it and back."""
    if isinstance(error, SignInRequired) and request.method == "GET" and not wants_json():
        here = quote(request.full_path.rstrip("?"))
        return redirect(f"/registry/sign-in?next={here}")  # type: ignore[return-value]
    return answer(error.status, error.code, error.message, error.detail)


def on_validation(error: ValidationError) -> Response:
    """Answer input of a wrong shape."""
    return on_refusal(invalid_fields(error.messages))


def on_http(error: HTTPException) -> Response:
    """Answer werkzeug's and webargs' errors in our shape."""
    messages = (
        getattr(error, "data", {}).get("messages") if isinstance(getattr(error, "data", None), dict) else None
    )
    if messages:
        return on_refusal(refused_body(messages))
    status = error.code or 500
    if status < 400:
        return error.get_response()  # type: ignore[return-value]
    code = (error.name or "error").lower().replace(" ", "_")
    return answer(
        status, code, gettext(HTTP_MESSAGES.get(status, "The request could not be understood.")), {}
    )


def on_busy(error: OperationalError | PoolTimeout) -> Response:
    """Answer a database that is away, locked or too slow: nothing was done, so trying again is safe."""
    log.warning("database: %s", error)
    return on_refusal(Unavailable())


def on_data(error: DataError) -> Response:
    """Answer a value the database cannot hold (a NUL byte, a number out of range)."""
    log.warning("database: %s", error)
    return on_refusal(Invalid())


def on_taken(error: IntegrityError) -> Response:
    """Answer a change somebody else made a moment earlier;
    any other breach of the database's rules is a defect of ours."""
    return on_refusal(Conflict()) if is_taken(error) else on_crash(error)


def as_refusal(error: Exception) -> Refusal:
    """What a change that did not happen says to its form; a defect of ours is raised on."""
    if isinstance(error, ValidationError):
        return invalid_fields(error.messages)
    if isinstance(error, OperationalError) or (isinstance(error, IntegrityError) and is_taken(error)):
        return Busy() if isinstance(error, OperationalError) else Conflict()
    if isinstance(error, Refusal):
        return error
    raise error


def is_taken(error: IntegrityError) -> bool:
    """Whether what may stand once stands already."""
    return isinstance(error.orig, UniqueViolation)


def on_depth(error: RecursionError) -> Response:
    """Answer a body nested deeper than anything we take."""
    log.warning("nested too deeply", exc_info=error)
    return on_refusal(BadJson())


def on_crash(error: Exception) -> Response:
    """Answer a defect of ours: an incident number for the user, the trace for the log."""
    incident = uuid.uuid4().hex[:8]
    log.exception("incident %s %s %s", incident, request.method, request.path, exc_info=error)
    return answer(500, "internal_error", gettext(HTTP_MESSAGES[500]), {"incident": incident})


def init_app(app: Flask) -> None:
    """Register the one handler for each family."""
    app.register_error_handler(Refusal, on_refusal)
    app.register_error_handler(ValidationError, on_validation)
    app.register_error_handler(HTTPException, on_http)
    app.register_error_handler(OperationalError, on_busy)
    app.register_error_handler(PoolTimeout, on_busy)
    app.register_error_handler(DataError, on_data)
    app.register_error_handler(RecursionError, on_depth)
    app.register_error_handler(IntegrityError, on_taken)
    app.register_error_handler(Exception, on_crash)
