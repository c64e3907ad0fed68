"""Signing in and out, and the user's own page."""

from __future__ import annotations

import uuid
from typing import Any
from urllib.parse import urlsplit

from flask import Blueprint, Response, current_app, flash, make_response, redirect, render_template, request
from flask_babel import gettext as _
from marshmallow import Schema, fields

from services.registry.sessions import operations
from services.registry.sessions.models import Session
from services.registry.sessions.operations import Half, Opened, Place
from services.registry.sessions.wording import browser_name
from services.registry.tries.operations import TooManyTries
from shared.access import (
    COOKIE,
    actor,
    cookie_name,
    public,
    requires,
    session_secret,
    signed_out,
    signed_out_everywhere,
)
from shared.acts.doer import NOBODY, doer
from shared.doors.form import Form, press, untouched
from shared.doors.kept import carried
from shared.doors.transaction import carry_out
from shared.i18n import format_date

views = Blueprint("sessions", __name__)
DEVICE = "asar_device"


class SignInForm(Schema):
    """Login and password."""

    login = fields.String(required=True)
    password = fields.String(required=True)
    next = fields.String(load_default="")


class CodeStep(Schema):
    """A code, and what proves that the password was right."""

    half = fields.String(required=True)
    otp = fields.String(required=True)
    next = fields.String(load_default="")


@views.route("/sign-in", methods=["GET", "POST"])
@public
def sign_in() -> Any:
    """Show the sign-in page and open a session."""
    if doer() != NOBODY and (request.method == "GET" or carried()):
        return onward(local(request.args.get("next", "")))
    form = Form(SignInForm(), {"next": request.args.get("next", "")})
    if carried() and "login" not in request.form:
        form = untouched({"next": request.args.get("next", "")})
    elif (done := form.run(lambda v: operations.sign_in(v["login"], v["password"], place()))) and done.made:
        return code_page(form, done.made) if isinstance(done.made, Half) else entered(form, done.made)
    return answered(form)


@views.route("/sign-in/code", methods=["GET", "POST"])
@public
def sign_in_code() -> Any:
    """Take the code of a user whose password was right."""
    if request.method == "GET":
        return redirect("/registry/sign-in")
    form = Form(CodeStep())
    if (done := form.run(lambda v: operations.second_step(v["half"], v["otp"], place()))) and done.made:
        return entered(form, done.made)
    return code_page(form, operations.half_again(form.value("half")))


def code_page(form: Form, half: Half) -> Response:
    """The page that asks for a code."""
    return told_to_wait(form, render_template("registry/sessions/code.html", form=form, half=half))


def entered(form: Form, made: Opened) -> Response:
    """The page that was asked for, or first the recovery codes of a new phone; the browser is signed in."""
    target = local(form.value("next"))
    if made.elsewhere:
        flash(told_elsewhere(made.elsewhere), "warning")
    if not made.recovery:
        return with_cookies(onward(target), made)
    page = render_template("registry/codes/recovery.html", codes=made.recovery, onward=target)
    return with_cookies(make_response(page), made)


def told_elsewhere(session: Session) -> str:
    """That somebody signed in with this login on another device."""
    return _(
        "Since you were here last, your login was used on another device: %(device)s, %(address)s, %(day)s. "
        "If it was not you, sign out everywhere and change the password on your own page.",
        device=browser_name(session.browser),
        address=session.address or "—",
        day=format_date(session.created_at),
    )


def place() -> Place:
    """Where this request comes from."""
    return Place(
        request.user_agent.string, request.remote_addr or "", request.cookies.get(cookie_name(DEVICE), "")
    )


def answered(form: Form) -> Response:
    """The sign-in page."""
    return told_to_wait(form, render_template("registry/sessions/sign_in.html", form=form))


def told_to_wait(form: Form, html: str) -> Response:
    """A page with its status; a refusal that asks to wait says how long."""
    page = make_response(html, form.status)
    if form.status == TooManyTries.status and form.refusal:
        page.headers["Retry-After"] = str(form.refusal.params.get("seconds", 2))
    return page


def onward(address: str) -> Response:
    """The page that was asked for, with the form that was typed there when its session ended."""
    if carried():
        return make_response(render_template("ui/kept.html", target=address, kept=carried(), ended=False))
    return redirect(address)  # type: ignore[return-value]


@views.post("/sign-out")
@public
def sign_out() -> Any:
    """End this session."""
    secret = session_secret()
    carry_out(operations.sign_out, secret)
    signed_out("session", secret)
    return without_cookie()


@views.post("/sign-out-everywhere")
@requires("account.view")
def sign_out_everywhere() -> Any:
    """End every session of the user, on all devices."""
    press(operations.sign_out_everywhere, uuid.UUID(actor().id))
    signed_out_everywhere(actor().id)
    flash(_("You are signed out on every device."), "success")
    return without_cookie()


def local(address: str) -> str:
    """An address of this site, or the start page."""
    parts = urlsplit(address)
    safe = (
        address.startswith("/")
        and not address.startswith(("//", "/\\"))
        and not parts.netloc
        and not parts.scheme
    )
    return address if safe else "/registry/home"


def with_cookies(response: Response, made: Opened) -> Response:
    """Give the browser its session, and by what it is known later."""
    give(response, COOKIE, made.secret, 43200)
    give(response, DEVICE, made.device, 180 * 86400)
    return response


def give(response: Response, name: str, secret: str, seconds: int) -> None:
    """Give the browser a secret that no script reads."""
    secure = current_app.config["SESSION_COOKIE_SECURE"]
    response.set_cookie(
        cookie_name(name), secret, httponly=True, samesite="Lax", secure=secure, max_age=seconds
    )


def without_cookie() -> Any:
    """Take it away again."""
    response = redirect("/registry/sign-in")
    secure = current_app.config["SESSION_COOKIE_SECURE"]
    response.delete_cookie(cookie_name(COOKIE), secure=secure, httponly=True, samesite="Lax")
    return response
