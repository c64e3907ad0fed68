"""Pages of exceptions: one person asks, another confirms."""

from __future__ import annotations

import uuid
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request
from flask_babel import gettext as _

from services.grants.waivers import operations
from services.grants.waivers.models import PATHS, RULES, Waiver
from services.grants.waivers.queries import get_waiver
from services.grants.waivers.schemas import ConfirmationIn, WaiverIn
from services.grants.waivers.wording import rules
from shared.access import requires
from shared.doors.form import Form
from shared.proofs.api import asked
from shared.proofs.declaring import floor

views = Blueprint("waiver_pages", __name__)


@requires("waiver.ask")
def ask_waiver(**named: uuid.UUID) -> Any:
    """Show and take the form that asks for an exception."""
    record, form = (
        asked(named, "waiver.ask", lock=request.method == "POST"),
        Form(WaiverIn(), {"rule": request.args.get("rule")}),
    )
    if form.run(ask, record):
        flash(_("The exception is asked for. It is in force when somebody else confirms it."), "success")
        return redirect(floor().page(record))
    noun, names = floor().of(record), rules()
    return render_template(
        "grants/waivers/new.html",
        form=form,
        here=floor().page(record),
        title=noun.title(record),
        rules=[(rule, names[rule]) for rule in RULES[noun.kind]],
    ), form.status


def ask(record: Any, values: dict[str, Any]) -> Waiver:
    """Ask for the exception of the form."""
    return operations.ask_waiver(record, values["rule"], values["reason"])


@requires("waiver.confirm")
def confirm_waiver(**named: uuid.UUID) -> Any:
    """Confirm what somebody else asked for."""
    record, form = asked(named, "waiver.confirm", lock=True), Form(ConfirmationIn())
    if form.run(lambda values: operations.confirm_waiver(get_waiver(record, values["waiver"]))):
        flash(_("The exception is confirmed and in force."), "success")
    for error in form.errors:
        flash(error["message"], "error")
    return redirect(floor().page(record))


for kind, path in PATHS.items():
    rule = f"/{path}/<uuid:{kind}_id>/waivers"
    views.add_url_rule(f"{rule}/new", view_func=ask_waiver, methods=["GET", "POST"])
    views.add_url_rule(f"{rule}/confirmation", view_func=confirm_waiver, methods=["POST"])
