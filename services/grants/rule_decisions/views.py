"""The page that decides by which rules all contests go on that wait because of a plugin."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template
from flask_babel import gettext as _

from services.grants.rule_decisions import operations, wording
from services.grants.rule_decisions.queries import MANAGE
from services.grants.rule_decisions.schemas import DecisionForAllIn
from shared.access import requires
from shared.doors.form import Form, untouched

views = Blueprint("rule_decisions", __name__)


@views.get("/rules")
@requires(MANAGE, everywhere=True)
def show_stopped() -> Any:
    """Show which contests wait because a rule of theirs is another function today."""
    return stopped_page(untouched())


@views.post("/rules")
@requires(MANAGE, everywhere=True)
def decide_for_all() -> Any:
    """Let all contests that wait because of a plugin go on by the rules of today."""
    form = Form(DecisionForAllIn())
    plugin = str(form.value("plugin"))
    said = form.before(operations.ask_all, plugin)
    if form.run(lambda values: operations.decide_all(plugin, said or {}, values)):
        flash(_("These contests go on by the rules of today."), "success")
        return redirect("/grants/rules")
    return stopped_page(form)


def stopped_page(form: Form) -> tuple[str, int]:
    """The page of all that waits, with a refused form as it was sent."""
    waiting = wording.waiting()
    return render_template("grants/rule_decisions/list.html", waiting=waiting, form=form), form.status
