"""Pages of the plans: the list, the file of a version, closing the project."""

from __future__ import annotations

import uuid
from typing import Any

from flask import Blueprint, Response, flash, redirect, render_template, request
from flask_babel import gettext as _

from services.registry.db import db
from services.registry.plans import listing, operations, queries
from services.registry.plans.models import Plan
from services.registry.plans.wording.clauses import clause_words
from shared.access import requires
from shared.doors.form import press
from shared.files import files
from shared.queue import outbox

views = Blueprint("plans", __name__)
views.add_app_template_filter(clause_words)
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@views.get("/")
@views.get("/plans")
@requires("plan.view")
def plan_list() -> str:
    """List the plans and their versions."""
    return render_template("registry/plans/list.html", **listing.page_of())


@views.get("/plans.xlsx")
@requires("plan.view")
def export_plans() -> Response:
    """Give the list of the same address as a workbook."""
    return listing.export()


@views.route("/plans/<uuid:plan_id>/closing", methods=["GET", "POST"])
@requires("plan.approve", everywhere=True)
def close_project(plan_id: uuid.UUID) -> Any:
    """Say what closing means, then close the project."""
    plan = queries.get_plan(plan_id, lock=request.method == "POST")
    if request.method == "GET":
        return render_template("registry/plans/close.html", plan=plan)
    press(operations.close_project, plan.project)
    return told(plan, _("The project is closed. Its pages and reports stay."))


@views.post("/plans/<uuid:plan_id>/reopening")
@requires("plan.approve", everywhere=True)
def reopen_project(plan_id: uuid.UUID) -> Any:
    """Take a closed project up again."""
    plan = queries.get_plan(plan_id, lock=True)
    press(operations.reopen_project, plan.project)
    return told(plan, _("The project is open again."))


def told(plan: Plan, message: str) -> Any:
    """Tell the other services and go back to the plan."""
    outbox.deliver_now(db.session)
    flash(message, "success")
    return redirect(f"/registry/plans/{plan.id}")


@views.get("/plans/<uuid:plan_id>/source")
@requires("plan.view")
def plan_source(plan_id: uuid.UUID) -> Any:
    """Give the Word file the version was read from."""
    plan = queries.get_plan(plan_id)
    return files().send(plan.source_sha256 or "", WORD, plan.source_name or "plan.docx")
