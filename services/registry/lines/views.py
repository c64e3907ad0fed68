"""The page of a draft's lines: added, removed, moved, numbered anew."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request
from flask_babel import gettext as _

from services.registry.lines import operations
from services.registry.plans import queries
from services.registry.plans.models import Plan
from services.registry.plans.operations import refuse_locked
from services.registry.recorded.queries import recorded
from shared.access import requires
from shared.doors.errors import BadForm
from shared.doors.form import Form

views = Blueprint("lines", __name__)


@views.route("/plans/<uuid:plan_id>/lines", methods=["GET", "POST"])
@requires("plan.edit", everywhere=True)
def show_lines(plan_id: uuid.UUID) -> Any:
    """Show the lines of a draft and take one change of them."""
    form = Form()
    if form.run(change, plan_id):
        flash(_("Saved."), "success")
        return redirect(f"/registry/plans/{plan_id}/lines")
    plan = queries.get_plan(plan_id)
    refuse_locked(plan)
    return render_template("registry/lines/list.html", form=form, plan=plan), form.status


def change(plan_id: uuid.UUID) -> None:
    """Carry out what a button of the page asks for."""
    act = ACTS.get(request.form.get("act", ""))
    if act is None:
        raise BadForm
    act(queries.get_plan(plan_id, lock=True))


def add(plan: Plan) -> None:
    """Add a task, an activity or an indicator under the line chosen."""
    above = operations.above_of(plan, sent("under"))
    operations.add_line(plan, above, request.form.get("title", ""), sent("before"))


def place(plan: Plan) -> None:
    """Put a line under another one."""
    row = operations.line_of(plan, named("line"))
    operations.place_line(plan, row, operations.above_of(plan, sent("under")), sent("before"))


ACTS: dict[str, Callable[[Plan], object]] = {
    "add": add,
    "place": place,
    "up": lambda plan: operations.move_line(plan, operations.line_of(plan, named("line")), operations.UP),
    "down": lambda plan: operations.move_line(plan, operations.line_of(plan, named("line")), operations.DOWN),
    "renumber": operations.renumber,
}


def named(name: str) -> uuid.UUID:
    """An id the form sends; BadForm."""
    try:
        return uuid.UUID(request.form.get(name, ""))
    except ValueError as error:
        raise BadForm from error


def sent(name: str) -> uuid.UUID | None:
    """The same, where the form may leave it empty."""
    return named(name) if request.form.get(name) else None


@views.route("/plans/<uuid:plan_id>/lines/<uuid:line_id>/removal", methods=["GET", "POST"])
@requires("plan.edit", everywhere=True)
def remove_line(plan_id: uuid.UUID, line_id: uuid.UUID) -> Any:
    """Say what hangs on a line, then take it out of the draft."""
    form = Form()
    if form.run(remove, plan_id, line_id):
        flash(_("The line is removed from the draft."), "success")
        return redirect(f"/registry/plans/{plan_id}/lines")
    plan = queries.get_plan(plan_id)
    refuse_locked(plan)
    line = operations.line_of(plan, line_id)
    hanging = recorded(plan.project_id, operations.lines_recorded(line))
    return render_template(
        "registry/lines/remove.html", form=form, plan=plan, line=line, hanging=hanging
    ), form.status


def remove(plan_id: uuid.UUID, line_id: uuid.UUID) -> None:
    """Take the line out."""
    plan = queries.get_plan(plan_id, lock=True)
    operations.remove_line(plan, operations.line_of(plan, line_id))
