"""The page where centres and memoranda of removed lines are moved."""

from __future__ import annotations

import uuid
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request
from flask_babel import ngettext
from sqlalchemy import select

from services.registry.centres.models import Centre
from services.registry.centres.queries import reached
from services.registry.db import db
from services.registry.memoranda.models import Memorandum
from services.registry.memoranda.queries import RECORD
from services.registry.memoranda.record import signed_with
from services.registry.organisations.queries import reachable
from services.registry.plans.models import Plan
from services.registry.plans.queries import activities, approved_plan, approved_projects
from services.registry.strays.operations import move_records
from shared.access import requires
from shared.doors.errors import NotFound
from shared.doors.form import Form
from shared.i18n import format_short_date

views = Blueprint("strays", __name__)


@views.route("/lines", methods=["GET", "POST"])
@requires("centre.open")
def stray_centres() -> Any:
    """List centres and memoranda on removed lines; move those chosen."""
    project = project_asked()
    if project is None:
        return render_template("registry/strays/none.html")
    plan, form = plan_of(project), Form(lists=("records",))
    if done := form.run(move, plan):
        count = done.made or 0
        flash(ngettext("%(num)s record is moved.", "%(num)s records are moved.", count), "success")
        return redirect(f"/reports/lines?project={plan.project_id}")
    return render_template("ui/strays.html", form=form, **shown(plan)), form.status


def shown(plan: Plan) -> dict[str, Any]:
    """What the page shows of a plan in force."""
    return {
        "action": "/registry/lines",
        "project_id": plan.project_id,
        "lines": grouped(plan),
        "records": [*map(record, strays(plan)), *map(signed, stray_memoranda(plan))],
    }


def record(centre: Centre) -> dict[str, str]:
    """A centre to choose."""
    return {
        "key": str(centre.id),
        "title": centre.name,
        "page": f"/registry/centres/{centre.id}",
        "note": centre.settlement,
    }


def signed(item: Memorandum) -> dict[str, str]:
    """A memorandum to choose."""
    return {
        "key": str(item.id),
        "title": signed_with(item),
        "page": f"/registry/memoranda/{item.id}",
        "note": format_short_date(item.signed_on),
    }


def project_asked() -> str | None:
    """The project asked for, else the newest one with a plan in force; None while there is none."""
    if named := request.values.get("project_id") or request.args.get("project"):
        return named
    return next((project.id for project in approved_projects()), None)


def plan_of(project: str) -> Plan:
    """The plan in force of a project; NotFound."""
    try:
        plan = approved_plan(uuid.UUID(project))
    except ValueError as error:
        raise NotFound from error
    if plan is None:
        raise NotFound
    return plan


def move(plan: Plan) -> int:
    """Move what was chosen."""
    chosen, line = request.form.getlist("records"), request.form.get("activity", "")
    return move_records(chosen, line, activities(plan))


def strays(plan: Plan) -> list[Centre]:
    """Centres the actor may move whose line is no longer in the plan."""
    found = select(Centre).where(
        Centre.project_id == plan.project_id, Centre.activity_id.not_in(known(plan)), reached("centre.open")
    )
    return list(db.session.scalars(found.order_by(Centre.name)))


def stray_memoranda(plan: Plan) -> list[Memorandum]:
    """Memoranda the actor may move whose line is no longer in the plan."""
    found = select(Memorandum).where(
        Memorandum.project_id == plan.project_id, Memorandum.activity_id.not_in(known(plan))
    )
    by_day = db.session.scalars(found.order_by(Memorandum.signed_on, Memorandum.id))
    return [item for item in by_day if reachable(RECORD, item.region)]


def known(plan: Plan) -> list[str]:
    """The lines of a plan."""
    return [str(activity.stable_id) for activity in activities(plan)]


def grouped(plan: Plan) -> list[dict[str, Any]]:
    """Lines of the plan under their tasks, as the groups of a choice."""
    return [
        {
            "label": section.title,
            "options": [(str(row.stable_id), f"{row.code} {row.title}") for row in section.activities],
        }
        for section in plan.sections
        if section.activities
    ]
