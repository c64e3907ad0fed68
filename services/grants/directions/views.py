"""The page where the directions of a contest are written."""

from __future__ import annotations

import uuid
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request
from flask_babel import gettext as _

from services.grants.contests.queries.contests import get_contest
from services.grants.directions import operations, queries
from services.grants.directions.schemas import DirectionChange, DirectionIn
from shared.access import requires
from shared.doors.form import Form, press

views = Blueprint("directions", __name__)


@views.route("/contests/<uuid:contest_id>/directions", methods=["GET", "POST"])
@requires("contest.manage")
def add_direction(contest_id: uuid.UUID) -> Any:
    """Show the directions of a contest with what sessions named; take the form of a further one."""
    contest = get_contest(contest_id, "contest.manage", lock=request.method == "POST")
    form = Form(DirectionIn(), lists=("problems",))
    if form.run(operations.add_direction, contest):
        flash(_("The direction is written down."), "success")
        return redirect(f"/grants/contests/{contest_id}/directions")
    directions = queries.directions_of(contest)
    return render_template(
        "grants/directions/list.html",
        contest=contest,
        directions=directions,
        answered=queries.answered_by(directions, contest),
        offered=queries.offered(contest),
        form=form,
    ), form.status


@views.route("/contests/<uuid:contest_id>/directions/<uuid:direction_id>/edit", methods=["GET", "POST"])
@requires("contest.manage")
def change_direction(contest_id: uuid.UUID, direction_id: uuid.UUID) -> Any:
    """Show and take the form that says what a direction is called in Kazakh."""
    contest = get_contest(contest_id, "contest.manage", lock=request.method == "POST")
    direction = queries.get_direction(contest, direction_id)
    form = Form(DirectionChange(), {"title_kk": direction.title_kk})
    if form.run(operations.change_direction, direction):
        flash(_("Saved."), "success")
        return redirect(f"/grants/contests/{contest_id}/directions")
    said = {"contest": contest, "direction": direction, "form": form}
    return render_template("grants/directions/edit.html", **said), form.status


@views.post("/contests/<uuid:contest_id>/directions/<uuid:direction_id>/removal")
@requires("contest.manage")
def remove_direction(contest_id: uuid.UUID, direction_id: uuid.UUID) -> Any:
    """Take a direction off a contest."""
    contest = get_contest(contest_id, "contest.manage", lock=True)
    press(operations.remove_direction, contest, queries.get_direction(contest, direction_id))
    flash(_("The direction is taken off."), "success")
    return redirect(f"/grants/contests/{contest_id}/directions")
