"""What every request gets: an id, security headers, proof that a form is ours, a limit of its size."""

from __future__ import annotations

from flask import Flask, Response, g, request
from flask_wtf.csrf import CSRFError, CSRFProtect
from werkzeug.exceptions import RequestEntityTooLarge

from shared import files
from shared.access import session_secret
from shared.doors import api, errors, kept
from shared.following import HEADER, taken

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; "
    "img-src 'self' data:; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'"
)
HSTS = "max-age=31536000; includeSubDomains"
HEADERS = {
    "Content-Security-Policy": CSP,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def init_requests(app: Flask) -> None:
    """Request id, declared length, security headers."""

    @app.before_request
    def begin() -> None:
        g.request_id = taken(request.headers.get(HEADER))
        if "chunked" in request.headers.get("Transfer-Encoding", "") and request.content_length is None:
            raise errors.LengthRequired

    @app.after_request
    def protect(response: Response) -> Response:
        said = {name.lower() for name, _value in response.headers}
        ours = HEADERS | about_answer(app.config["SESSION_COOKIE_SECURE"])
        response.headers.extend({name: ours[name] for name in ours if name.lower() not in said})
        return response


def about_answer(secure: bool) -> dict[str, str]:
    """Headers that depend on who asks and what came of it."""
    return {
        HEADER: g.get("request_id", ""),
        "Cache-Control": "no-store" if session_secret() else "no-cache",
        **({"Strict-Transport-Security": HSTS} if secure else {}),
        **({"Retry-After": str(again)} if (again := g.get("again_after")) else {}),
    }


def init_forms(app: Flask) -> None:
    """CSRF on everything unsafe that a browser could be tricked into;
    tokens and signed services carry their own proof."""
    protection = CSRFProtect(app)

    @app.before_request
    def check_form() -> None:
        carried = request.headers.get("Authorization", "").startswith(
            ("Bearer ", "Service ")
        )  # a browser may be made to send Basic
        anonymous_tool = errors.wants_json() and not session_secret()
        if not (request.method in api.SAFE or carried or anonymous_tool or request.routing_exception):
            protection.protect()

    @app.errorhandler(CSRFError)
    def expired(error: CSRFError) -> Response:
        return (None if errors.wants_json() else kept.keep(400)) or errors.on_refusal(errors.BadForm())


def init_limit(app: Flask) -> None:
    """A body above the limit is refused as a file that is too large, in words that name the limit."""
    app.config["MAX_CONTENT_LENGTH"] = files.LARGEST + 2**20

    @app.errorhandler(RequestEntityTooLarge)
    def too_large(error: RequestEntityTooLarge) -> Response:
        drain()
        return errors.on_refusal(files.FileTooLarge(field="file", limit=files.LARGEST // 2**20))


def drain() -> None:
    """Read off what is still coming (a proxy sends it all), so that the connection ends
    with our answer and not with a reset."""
    left = min(request.content_length or 0, 80 * 2**20)
    while left > 0 and (piece := request.environ["wsgi.input"].read(min(left, 2**16))):
        left -= len(piece)
