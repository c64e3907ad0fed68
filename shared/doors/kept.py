"""A form that was sent after its session had ended, or its cookies were gone: what was typed goes along
through the sign-in page, signed, and the form then stands as it was.

Nothing is stored and nothing is done: the page is opened as a GET opens it, its form filled.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlsplit

from flask import Flask, Response, current_app, make_response, render_template, request
from itsdangerous import BadData, URLSafeTimedSerializer

from shared.access import signed_in
from shared.doors.errors import SignInRequired, on_refusal, wants_json
from shared.doors.refill import refilled

FIELD = "kept.form"
SIGN_IN = "/registry/sign-in"
SIGN_IN_STEPS = (SIGN_IN, f"{SIGN_IN}/code")
HOURS, LARGEST = 3600 * 2, 400_000
OURS = ("csrf_token", "once.key", FIELD)
SECRET = ("password", "otp")


@dataclass(frozen=True)
class Kept:
    """A form as it was sent: the page where it stood, where it goes, its fields in their order,
    the names of its files."""

    page: str
    action: str
    fields: list[tuple[str, str]]
    files: list[str]


def kept_now() -> Kept:
    """The form of this request; what is secret is typed again."""
    fields = [
        (name, value)
        for name, value in request.form.items(multi=True)
        if name not in OURS and not any(word in name for word in SECRET)
    ]
    names = [file.filename for _name, file in request.files.items(multi=True) if file.filename]
    return Kept(came_from(), address(), fields, names)


def address() -> str:
    """The path of this request with its query."""
    return request.full_path.rstrip("?")


def came_from() -> str:
    """The page of this site where the form stood; where the browser does not say, the form's own address."""
    told = urlsplit(request.headers.get("HX-Current-URL") or request.referrer or "")
    here = told.netloc == request.host and told.path.startswith("/")
    return told.path + (f"?{told.query}" if told.query else "") if here else address()


def is_ours() -> bool:
    """Whether the form was not sent by a page of another site."""
    origin, public = request.headers.get("Origin"), urlsplit(current_app.config["PUBLIC_URL"]).netloc
    return origin is None or urlsplit(origin).netloc in (request.host, public)


def sealer() -> URLSafeTimedSerializer:
    """What signs a kept form, for all four services."""
    return URLSafeTimedSerializer(str(current_app.config["SECRET_KEY"]), salt=FIELD)


def sealed(form: Kept) -> str:
    """A form as the hidden field that carries it; nothing when it is too large to be carried."""
    text = sealer().dumps([form.page, form.action, form.fields, form.files])
    text = text if isinstance(text, str) else text.decode()
    return text if len(text) <= LARGEST else ""


def opened(text: str) -> Kept | None:
    """The form a hidden field carries; None when it is not ours or too old."""
    try:
        page, action, fields, names = sealer().loads(text, max_age=HOURS)
    except (BadData, ValueError):
        return None
    return Kept(page, action, [(name, value) for name, value in fields], list(names))


def carried() -> str:
    """What this request carries of a form, or nothing."""
    return request.form.get(FIELD, "") if request.method == "POST" else ""


def keep(status: int) -> Response | None:
    """Answer a form that was not taken with a page that carries it to the sign-in page or, where somebody
    is signed in, back to its own; None where there is nothing to keep."""
    if request.method != "POST" or FIELD in request.form or not is_ours():
        return None
    form = kept_now()
    text = sealed(form)
    return carry(form, text, status) if text else None


def carry(form: Kept, text: str, status: int) -> Response:
    """The page that carries a form on."""
    back = signed_in() is not None or form.action.startswith(SIGN_IN)
    target = form.page if back else f"{SIGN_IN}?next={quote(form.page)}"
    return make_response(render_template("ui/kept.html", target=target, kept=text, ended=not back), status)


def restore() -> Response | None:
    """Answer a carried form with its page, filled as it was; the sign-in page carries it itself."""
    text = carried()
    form = opened(text) if text else None
    if form is None or not is_ours() or (request.path in SIGN_IN_STEPS and not form.page.startswith(SIGN_IN)):
        return None
    if signed_in() is None and not form.page.startswith(SIGN_IN):
        return carry(form, text, 401)
    return page_of(form) or make_response(render_template("ui/resend.html", form=form))


def page_of(form: Kept) -> Response | None:
    """The page of a form, filled; None where it opens no such form."""
    headers = [(name, value) for name, value in request.headers if not name.startswith("Content-")]
    with current_app.test_request_context(form.page, headers=headers, base_url=request.host_url):
        response = current_app.full_dispatch_request()
        if response.status_code != 200 or response.mimetype != "text/html":
            return None
        filled = refilled(response.get_data(as_text=True), form.action, form.fields, form.files)
    if filled is None:
        return None
    response.set_data(filled)
    return response


def init_app(app: Flask) -> None:
    """Fill a carried form before its address is looked at: where it stood may take no POST."""
    app.jinja_env.globals.update(carried=carried)

    @app.errorhandler(SignInRequired)
    def signed_out(error: SignInRequired) -> Response:
        return (None if wants_json() else keep(error.status)) or on_refusal(error)

    @app.before_request
    def fill() -> Any:
        return restore()
