"""The list of users, and adding one."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, flash, redirect, render_template
from flask_babel import gettext as _

from services.registry.plans.queries import regions_offered
from services.registry.users import listing, operations
from services.registry.users.models import RoleGrant
from services.registry.users.schemas import UserForm
from shared.access import requires
from shared.doors.form import Form

views = Blueprint("users", __name__)


@views.get("/users")
@requires("user.manage", everywhere=True)
def user_list() -> str:
    """List users."""
    return render_template(
        "registry/users/list.html", mine=regions_offered(RoleGrant.region, None), **listing.page_of()
    )


@views.get("/users.xlsx")
@requires("user.manage", everywhere=True)
def user_workbook() -> Response:
    """Give the list of the same address as an .xlsx."""
    return listing.export()


@views.route("/users/new", methods=["GET", "POST"])
@requires("user.manage", everywhere=True)
def new_user() -> Any:
    """Show and take the form of a new user, who then gets a link to choose a password."""
    form = Form(UserForm())
    if done := form.run(
        lambda v: operations.add_user(v["login"], v["name"], None, [(v["role"], v["region"])])
    ):
        flash(_("The user is added. Make a link for the password and pass it on."), "success")
        return redirect(f"/registry/users/{done.id}")
    return render_template("registry/users/new.html", form=form), form.status
