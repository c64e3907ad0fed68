"""The page of a user for whoever manages users, and everybody's own page."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from flask import Blueprint, flash, redirect, render_template
from flask_babel import gettext as _

from services.registry.accounts import operations
from services.registry.accounts.listing import did
from services.registry.accounts.schemas import LanguageForm, PasswordForm
from services.registry.centres.queries import centre_names
from services.registry.codes.operations import code_of
from services.registry.sessions.operations import fingerprint, open_sessions
from services.registry.users import listing, queries
from services.registry.users.models import User
from services.registry.users.operations import give_role, take_role
from services.registry.users.schemas import RoleForm
from shared.access import actor, ask_anew, holders, requires, session_secret
from shared.doors.form import Form

views = Blueprint("accounts", __name__)


@views.get("/users/<uuid:user_id>")
@requires("user.manage", everywhere=True)
def show_user(user_id: uuid.UUID) -> Any:
    """Show a user with his roles and what may be done."""
    return page(queries.get_user(user_id))


@views.get("/users/<uuid:user_id>/acts")
@requires("user.manage", everywhere=True)
def show_acts(user_id: uuid.UUID) -> str:
    """Show what a user did in all four services."""
    lines, silent = did(str(user_id))
    user = queries.get_user(user_id)
    return render_template("registry/users/did.html", user=user, lines=lines, silent=silent)


@views.post("/users/<uuid:user_id>/block")
@requires("user.manage", everywhere=True)
def block_user(user_id: uuid.UUID) -> Any:
    """Let a user in no more."""
    user = queries.get_user(user_id)
    return answered(
        user,
        Form(),
        lambda: operations.block_user(user, actor().id),
        _("Blocked and signed out everywhere."),
    )


@views.post("/users/<uuid:user_id>/unblock")
@requires("user.manage", everywhere=True)
def unblock_user(user_id: uuid.UUID) -> Any:
    """Let a user in again."""
    user = queries.get_user(user_id)
    return answered(user, Form(), lambda: operations.unblock_user(user), _("The user may sign in again."))


@views.post("/users/<uuid:user_id>/roles")
@requires("user.manage", everywhere=True)
def add_role(user_id: uuid.UUID) -> Any:
    """Give a user a role."""
    user = queries.get_user(user_id)
    return answered(user, Form(RoleForm()), lambda values: give_role(user, **values), _("The role is given."))


@views.post("/users/<uuid:user_id>/roles/<uuid:grant_id>/removal")
@requires("user.manage", everywhere=True)
def remove_role(user_id: uuid.UUID, grant_id: uuid.UUID) -> Any:
    """Take a role away."""
    user = queries.get_user(user_id)
    grant = queries.get_grant(user, grant_id)
    return answered(user, Form(), lambda: take_role(user, grant), _("The role is taken away."))


def answered(user: User, form: Form, change: Callable[..., Any], said: str) -> Any:
    """Change a user and go back to his page, or show the page with the reasons."""
    user_id = user.id
    if form.run(change):
        ask_anew()
        flash(said, "success")
        return redirect(f"/registry/users/{user_id}")
    return page(user, form)


def page(user: User, form: Form | None = None) -> tuple[str, int]:
    """The page of a user."""
    form = form or Form()
    return render_template(
        "registry/users/show.html",
        user=user,
        form=form,
        states=listing.states(),
        role_words=listing.role_words,
        centres=list(centre_names().items()),
        sessions=open_sessions(user.id),
        managing=holders("user.manage"),
        has_code=code_of(user) is not None,
    ), form.status


@views.get("/me")
@requires("account.view")
def me() -> Any:
    """Show who I am, my roles and where I am signed in."""
    return own_page(Form())


@views.post("/me/password")
@requires("account.view")
def change_password() -> Any:
    """Change my password."""
    form, user, secret = (
        Form(PasswordForm()),
        queries.get_user(uuid.UUID(actor().id)),
        session_secret(),
    )
    if form.run(lambda values: operations.change_password(user, **values, session=secret)):
        ask_anew()
        flash(_("The password is changed; your other devices are signed out."), "success")
        return redirect("/registry/me")
    return own_page(form)


@views.post("/me/language")
@requires("account.view")
def choose_language() -> Any:
    """Remember the language I read in."""
    form, user = Form(LanguageForm()), queries.get_user(uuid.UUID(actor().id))
    if not form.run(lambda values: operations.choose_language(user, values["locale"])):
        return own_page(form)
    ask_anew()
    response = redirect("/registry/me")
    response.set_cookie("asar_locale", form.value("locale"), max_age=31536000, samesite="Lax")
    return response


def own_page(form: Form) -> tuple[str, int]:
    """Everybody's own page."""
    user = queries.get_user(uuid.UUID(actor().id))
    return render_template(
        "registry/accounts/me.html",
        form=form,
        user=user,
        sessions=open_sessions(user.id),
        role_words=listing.role_words,
        present=fingerprint(session_secret()),
    ), form.status
