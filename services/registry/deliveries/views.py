"""The page of what travels between the services: what is not taken, why, and a button to try it again."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template
from flask_babel import gettext as _

from services.registry.deliveries import operations, queries
from shared.access import actor, requires
from shared.doors.transaction import carry_out

views = Blueprint("deliveries", __name__)


@views.get("/deliveries")
@requires("delivery.view")
def delivery_list() -> str:
    """Say what waits and what is not taken."""
    may_retry = actor().everywhere("delivery.retry")
    return render_template("registry/deliveries/list.html", found=queries.everywhere(), may_retry=may_retry)


@views.post("/deliveries/again")
@requires("delivery.retry", everywhere=True)
def try_again() -> Any:
    """Send again what was refused."""
    silent = carry_out(operations.retry_everywhere)
    flash(_("The records are sent again within seconds. Look here again in a minute."), "success")
    if silent:
        flash(_("These services did not answer: %(names)s.", names=", ".join(silent)), "warning")
    return redirect("/registry/deliveries")
