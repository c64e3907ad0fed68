"""The page of users and their roles."""
from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template
from flask_babel import gettext as _
from marshmallow import Schema, fields, validate

from services.registry.db import db
from services.registry.users import operations, queries
from shared.access import requires
from shared.forms import Form

views = Blueprint("users", __name__)


class UserForm(Schema):
    """A new user with one role."""

    login = fields.String(required=True, validate=validate.Length(3, 100))
    name = fields.String(required=True, validate=validate.Length(2, 200))
    password = fields.String(required=True)
    role = fields.String(required=True)
    region = fields.String(load_default=None)


@views.route("/users", methods=["GET", "POST"])
@requires("user.manage")
def user_list() -> Any:
    """List users and add one."""
    form = Form(UserForm())
    if form.accept(db.session, lambda v: operations.add_user(v["login"], v["name"], v["password"], [(v["role"], v["region"])])):
        flash(_("The user is added."), "success")
        return redirect("/registry/users")
    return render_template("registry/users/list.html", form=form, users=queries.all_users()), form.status
