"""A user's own phone for codes at sign-in; an administrator forgets one that was lost."""

from __future__ import annotations

import uuid
from typing import Any

from flask import Blueprint, current_app, flash, redirect, render_template
from flask_babel import gettext as _
from itsdangerous import BadData, URLSafeTimedSerializer

from services.registry.codes import operations
from services.registry.codes.schemas import CodeForm
from services.registry.users.models import User
from services.registry.users.queries import get_user
from shared.access import actor, requires
from shared.doors.errors import BadForm
from shared.doors.form import Form, press

views = Blueprint("codes", __name__)
MINUTES = 60 * 20


def sealer() -> URLSafeTimedSerializer:
    """What signs the secret of a phone that is being set up."""
    return URLSafeTimedSerializer(str(current_app.config["OWN_KEY"]), salt="phone of a user")


@views.route("/me/code", methods=["GET", "POST"])
@requires("account.view")
def own_code() -> Any:
    """Show my phone for codes, and set one up."""
    user, form = get_user(uuid.UUID(actor().id)), Form(CodeForm())
    secret = phone_of(user, form) if form.sent else operations.new_secret()
    if done := form.run(lambda values: operations.turn_on(user, secret, values["otp"])):
        return render_template("registry/codes/recovery.html", codes=done.made or [], onward="/registry/me")
    return page(user, secret, form)


def phone_of(user: User, form: Form) -> str:
    """The secret of the phone a form sets up; BadForm when it is not ours or another user's."""
    try:
        owner, secret = sealer().loads(form.value("phone"), max_age=MINUTES)
    except (BadData, ValueError) as error:
        raise BadForm from error
    if owner != str(user.id):
        raise BadForm
    return str(secret)


def page(user: User, secret: str, form: Form) -> tuple[str, int]:
    """The page of the user's phone."""
    return render_template(
        "registry/codes/own.html",
        form=form,
        code=operations.code_of(user),
        needed=operations.must_have(user),
        secret=secret,
        picture=operations.picture(user, secret),
        phone=sealer().dumps([str(user.id), secret]),
    ), form.status


@views.post("/me/code/removal")
@requires("account.view")
def remove_own_code() -> Any:
    """Ask me for codes no more."""
    user, form = get_user(uuid.UUID(actor().id)), Form(CodeForm())
    if form.run(lambda values: operations.turn_off(user, values["otp"])):
        flash(_("No code is asked for at sign-in any more."), "success")
        return redirect("/registry/me")
    return page(user, operations.new_secret(), form)


@views.post("/users/<uuid:user_id>/code-removal")
@requires("user.manage", everywhere=True)
def remove_code(user_id: uuid.UUID) -> Any:
    """Forget the phone of a user who lost it."""
    press(operations.remove, get_user(user_id))
    flash(_("The phone is forgotten. No code is asked for until a new one is set up."), "success")
    return redirect(f"/registry/users/{user_id}")
