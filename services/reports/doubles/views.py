"""The page of people whom two deployments may know: decided on without a name."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template
from flask_babel import gettext as _

from services.reports.doubles import operations
from services.reports.doubles.schemas import PairIn
from services.reports.identities import queries
from services.reports.identities.models import IdentityDecision
from shared.access import requires
from shared.doors.form import Form, untouched

views = Blueprint("doubles", __name__)
PAGE = "/reports/doubles"


@views.get("/doubles")
@requires("double.view", everywhere=True)
def double_list() -> str:
    """Show pairs who may be one person, side by side, and what was decided."""
    return page(untouched())[0]


@views.post("/doubles")
@requires("double.decide", everywhere=True)
def decide_double() -> Any:
    """Decide whether two are one person, or take that back."""
    form = Form(PairIn())
    if form.run(decide):
        flash(_("Decided. The figures follow at once."), "success")
        return redirect(PAGE)
    return page(form)


def decide(values: dict[str, Any]) -> IdentityDecision:
    """Decide on the two of the form."""
    return operations.decide_pair(queries.get_two(values["first"], values["second"]), values["verdict"])


def page(form: Form) -> tuple[str, int]:
    """The page of pairs."""
    return render_template(
        "reports/doubles/list.html",
        form=form,
        pairs=queries.open_pairs(),
        total=queries.count_open(),
        decided=queries.decided_pairs(),
    ), form.status
