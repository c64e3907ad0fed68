"""The page of a draft's lines: added, removed, moved, numbered anew."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request
from flask_babel import gettext as _

from services.registry.lines import operations
from services.registry.plans import queries
from services.registry.plans.models import Activity, Plan
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


def add_activity(plan: Plan) -> None:
    """Add an activity to the task chosen."""
    operations.add_activity(plan, operations.section_of(plan, sent("section")), request.form.get("title", ""))


def add_indicator(plan: Plan) -> None:
    """Add an indicator to the activity chosen."""
    operations.add_indicator(plan, activity_of(plan), request.form.get("title", ""))


def place_under(plan: Plan) -> None:
    """Put the activity under another task."""
    operations.place_under(plan, activity_of(plan), operations.section_of(plan, sent("section")))


ACTS: dict[str, Callable[[Plan], None]] = {
    "add_activity": add_activity,
    "add_indicator": add_indicator,
    "place_under": place_under,
    "up": lambda plan: operations.move_line(plan, operations.line_of(plan, sent("line")), operations.UP),
    "down": lambda plan: operations.move_line(plan, operations.line_of(plan, sent("line")), operations.DOWN),
    "renumber": operations.renumber,
}


def sent(name: str) -> uuid.UUID:
    """An id the form sends; BadForm."""
    try:
        return uuid.UUID(request.form.get(name, ""))
    except ValueError as error:
        raise BadForm from error


def activity_of(plan: Plan) -> Activity:
    """The activity the form names; BadForm for an indicator."""
    line = operations.line_of(plan, sent("line"))
    if not isinstance(line, Activity):
        raise BadForm
    return line


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
    activity = line if isinstance(line, Activity) else line.activity
    hanging = recorded(plan.project_id, [activity])[0]
    return render_template(
        "registry/lines/remove.html", form=form, plan=plan, line=line, activity=activity, hanging=hanging
    ), form.status


def remove(plan_id: uuid.UUID, line_id: uuid.UUID) -> None:
    """Take the line out."""
    plan = queries.get_plan(plan_id, lock=True)
    operations.remove_line(plan, operations.line_of(plan, line_id))
