"""A link for who is new or forgot his password, and the page where he chooses one."""

from __future__ import annotations

import uuid
from typing import Any

from flask import Blueprint, Response, current_app, flash, make_response, redirect, render_template, request
from flask_babel import gettext as _

from services.registry.links import operations
from services.registry.links.schemas import ChosenPassword
from services.registry.users.models import User
from services.registry.users.queries import get_user
from shared.access import actor, public, requires, signed_out_everywhere
from shared.doors.form import Form, press

views = Blueprint("links", __name__)


@views.post("/users/<uuid:user_id>/link")
@requires("user.manage", everywhere=True)
def make_link(user_id: uuid.UUID) -> Any:
    """Make a link by which a user chooses a new password."""
    user = get_user(user_id)
    done = press(operations.make_link, user, actor().id)
    if done.made is None:
        return redirect(f"/registry/users/{user_id}")
    return link_page(user, done.made)


def link_page(user: User, secret: str) -> Response:
    """The page that shows a link this once."""
    public_url = current_app.config["PUBLIC_URL"] or request.host_url.rstrip("/")
    link = f"{public_url}/registry/welcome/{secret}"
    page = render_template("registry/links/made.html", user=user, link=link, days=operations.DAYS)
    return unkept(page)


@views.route("/welcome/<secret>", methods=["GET", "POST"])
@public
def welcome(secret: str) -> Any:
    """Let the holder of a link choose the password of its user."""
    user, form = operations.user_of(secret), Form(ChosenPassword())
    user_id = str(user.id)
    if form.run(lambda values: operations.choose_password(secret, **values)):
        signed_out_everywhere(user_id)
        flash(_("The password is set. Sign in with it."), "success")
        return redirect("/registry/sign-in")
    return unkept(render_template("registry/links/welcome.html", form=form, user=user), form.status)


def unkept(html: str, status: int = 200) -> Response:
    """A page no browser keeps."""
    response = make_response(html, status)
    response.headers["Cache-Control"] = "no-store"
    return response
