"""The error family, and the one shape every refusal has as JSON and as a page."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Callable
from json import JSONDecodeError
from typing import Any, TypeVar
from urllib.parse import quote

from flask import Flask, Response, current_app, g, jsonify, make_response, redirect, request
from flask_babel import get_locale, gettext
from marshmallow import ValidationError
from werkzeug.exceptions import HTTPException, SecurityError

from shared import failures
from shared.doors.faces import PLAIN
from shared.failures import Meaning, meaning_of
from shared.validation import Sentence

log = logging.getLogger("asar.errors")
View = TypeVar("View", bound=Callable[..., Any])


class Refusal(Exception):
    """The request cannot be carried out."""

    code = "refused"
    status = 400
    meaning = failures.INVALID
    again_after = 0  # seconds, where the very same is worth another try
    expected = False  # it happens as a rule: the log needs a line of it, and no trace

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

    code, status, meaning = "conflict", 409, failures.TAKEN


class Invalid(Refusal):
    """Some fields need correcting."""

    code, status = "invalid", 422


class BadJson(Refusal):
    """The body of the request is not JSON."""

    code = "bad_json"


class NumberTooLong(BadJson):
    """A number in the body of the request has more digits than any amount we know."""

    code = "number_too_long"


class NotAnObject(Invalid):
    """The body of the request must be a JSON object: {"field": value}."""

    code = "not_an_object"


class Unavailable(Refusal):
    """A part of the system does not answer. Try again in a minute; nothing is lost."""

    code, status, meaning, again_after = "unavailable", 503, failures.AWAY, 30


class Overloaded(Unavailable):
    """The system has too much to do right now. Nothing was done; try again in a moment."""

    code, meaning, again_after = "overloaded", failures.SLOW, 5


class NoRoom(Refusal):
    """There is no room left where this is kept. Nothing was saved: tell the administrator."""

    code, status, meaning = "no_room", 507, failures.FULL


class HostUnknown(Refusal):
    """Asar is not reached under this address. Use the one you were given; whoever runs Asar
    adds further ones (ASAR_TRUSTED_HOSTS)."""

    code = "host_unknown"


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


# What a page is given where nobody is asked: no face of a region, no menu.
UNASKED = {"brand": PLAIN, "region_mark": None, "locales": ()}


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


def answer(status: int, code: str, message: str, detail: dict[str, Any], again_after: int = 0) -> Response:
    """One refusal as `{code, message, detail}` or as an error page; nobody is asked anything for it."""
    g.again_after = again_after
    said = {"code": code, "message": message, "detail": detail}
    response = jsonify(said) if wants_json() else make_response(page(status=status, **said))
    response.status_code = status
    return response


def page(**said: Any) -> str:
    """The error page from its words alone: what other pages are given is asked of the database, of plugins
    and of the registry, and each of them may be what failed."""
    template = current_app.jinja_env.get_template("ui/error.html")
    return template.render(**said, **UNASKED, locale=str(get_locale()), request_id=g.get("request_id", ""))


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


def ask_nobody() -> None:
    """From here on the request is told of a failure: whose it is and in which language it is said is taken
    from what is known already."""
    g.failing = True


def on_refusal(error: Refusal) -> Response:
    """Answer a domain refusal; a page that needs sign-in leads to it and back."""
    ask_nobody()
    if isinstance(error, SignInRequired) and request.method == "GET" and not wants_json():
        here = quote(request.full_path.rstrip("?"))
        return redirect(f"/registry/sign-in?next={here}")  # type: ignore[return-value]
    note(error)
    return answer(error.status, error.code, error.message, error.detail, error.again_after)


def on_http(error: HTTPException) -> Response:
    """Answer werkzeug's and webargs' errors in our shape, a 500 that Flask made of a failure by its
    meaning."""
    ask_nobody()
    if isinstance(error, SecurityError):
        return on_refusal(HostUnknown())
    if failure := getattr(error, "original_exception", None):
        return on_failure(failure)
    messages = (
        getattr(error, "data", {}).get("messages") if isinstance(getattr(error, "data", None), dict) else None
    )
    if messages:
        return on_refusal(refused_body(messages))
    status = error.code or 500
    if status < 400:
        return error.get_response()  # type: ignore[return-value]
    if status == 405 and request.method == "GET" and (above := page_above()):
        return redirect(above)  # type: ignore[return-value]
    code = (error.name or "error").lower().replace(" ", "_")
    said = gettext(HTTP_MESSAGES.get(status, "The request could not be understood."))
    return answer(status, code, said, {}, again_after=60 if status == 429 else 0)


def page_above() -> str:
    """The nearest page above an address that only takes forms: a form that was refused stands at it, and is
    read again there in another language. Nothing for a tool."""
    parts = "" if wants_json() else request.path.rstrip("/")
    pages = current_app.create_url_adapter(request)
    while pages and (parts := parts.rpartition("/")[0]):
        if pages.test(parts, "GET"):
            return parts
    return ""


def refusal_of(error: Exception) -> Refusal | None:
    """What a failure says to whoever asked, by its meaning; None for a defect of ours."""
    if isinstance(error, Refusal):
        return error
    if isinstance(error, ValidationError):
        return invalid_fields(error.messages)
    if isinstance(error, JSONDecodeError | RecursionError):
        return BadJson()
    said = SAID.get(meaning_of(error))
    return said() if said else None


SAID: dict[Meaning, type[Refusal]] = {
    failures.AWAY: Unavailable,
    failures.SLOW: Overloaded,
    failures.FULL: NoRoom,
    failures.INVALID: Invalid,
    failures.TAKEN: Conflict,
}


def on_failure(error: Exception) -> Response:
    """Answer whatever was raised by what it means."""
    ask_nobody()
    refusal = refusal_of(error)
    if refusal is None:
        return on_crash(error)
    if refusal is not error:
        refusal.__cause__ = error  # the log names it
    return on_refusal(refusal)


def note(refusal: Refusal) -> None:
    """Number a refusal that is no fault of whoever asked, and tell the log why."""
    if refusal.status >= 500:
        number = refusal.detail.setdefault("incident", incident())
        trace = None if refusal.expected else refusal
        log.warning("incident %s %s %s", number, request.path, refusal.code, exc_info=trace)


def on_crash(error: Exception) -> Response:
    """Answer a defect of ours: an incident number for the user, the trace for the log."""
    number = incident()
    log.exception("incident %s %s %s", number, request.method, request.path, exc_info=error)
    return answer(500, "internal_error", gettext(HTTP_MESSAGES[500]), {"incident": number})


def incident() -> str:
    """The number under which the log tells what the answer does not."""
    return uuid.uuid4().hex[:8]


def init_app(app: Flask) -> None:
    """Register the handlers: refusals, errors of HTTP, everything else."""
    app.register_error_handler(Refusal, on_refusal)
    app.register_error_handler(HTTPException, on_http)
    app.register_error_handler(Exception, on_failure)
