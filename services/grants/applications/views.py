"""Pages of applications."""
from __future__ import annotations

import uuid
from typing import Any

from flask import Blueprint, flash, g, redirect, render_template, request
from flask_babel import gettext as _

from services.grants.applications import operations, queries, schemas
from services.grants.applications.models import Application
from services.grants.contests.models import Contest
from services.grants.contests.queries import fund_rows, get_contest, visible_funds
from services.grants.db import db
from services.grants.evidence.models import KINDS
from services.grants.evidence.operations import attach
from services.grants.evidence.queries import visible_files
from services.grants.evidence.schemas import EvidenceIn
from services.grants.once import first_time
from services.grants.pages import untouched
from shared.access import actor, requires, scope
from shared.clock import today
from shared.forms import Form

views = Blueprint("application_pages", __name__)


@views.route("/contests/<uuid:contest_id>/applications/new", methods=["GET", "POST"])
@requires("application.register")
def new_application(contest_id: uuid.UUID) -> Any:
    """Show and take the form of a new application, with its scan if there is one."""
    contest = get_contest(contest_id)
    form, made = Form(schemas.ApplicationIn(), {"region": request.args.get("region"), "registered_on": suggested_day(contest)}), []
    if form.accept(db.session, lambda v: first_time() and made.append(enter(contest, v))):
        if made:
            flash(_("Application %(number)s is registered.", number=made[0].number), "success")
        return redirect(f"/grants/applications/{made[0].id}" if made else f"/grants/contests/{contest_id}")
    allowed = scope("application.register")
    funds = [row for row in visible_funds(contest_id) if allowed is None or row["region"] in allowed]
    g.region = form.value("region") or (funds[0]["region"] if len(funds) == 1 else None)
    return render_template("grants/applications/new.html", contest=contest, funds=funds, form=form, region=g.region), form.status


def suggested_day(contest: Contest) -> Any:
    """The day a paper most likely came: today, or the last day of the contest."""
    return min(max(today(), contest.opens_on), contest.closes_on)


def enter(contest: Contest, values: dict[str, Any]) -> Application:
    """Register an application and keep its scan."""
    application = operations.register_application(contest, values, actor().id)
    scan = request.files.get("file")
    if scan and scan.filename:
        attach(application, scan, "application", 1, actor().id)
    return application


@views.get("/applications/<uuid:application_id>")
@requires("application.view")
def show_application(application_id: uuid.UUID) -> Any:
    """Show an application with what can be decided about it."""
    return page(application_id)


@views.post("/applications/<uuid:application_id>/recommendation")
@requires("award.grant")
def recommend(application_id: uuid.UUID) -> Any:
    """Enter the recommended amount."""
    form = Form(schemas.RecommendationIn())
    if form.accept(db.session, lambda v: operations.recommend(locked(application_id, "award.grant"), v["recommended"])):
        flash(_("The recommended amount is saved."), "success")
        return redirect(f"/grants/applications/{application_id}")
    return page(application_id, recommendation=form)


@views.post("/applications/<uuid:application_id>/refusal")
@requires("award.grant")
def refuse_application(application_id: uuid.UUID) -> Any:
    """Refuse an application."""
    form = Form(schemas.Reason())
    if form.accept(db.session, lambda v: operations.refuse_application(locked(application_id, "award.grant"), v["reason"])):
        flash(_("The application is refused."), "success")
        return redirect(f"/grants/applications/{application_id}")
    return page(application_id, refusal=form)


@views.post("/applications/<uuid:application_id>/withdrawal")
@requires("application.register")
def withdraw_application(application_id: uuid.UUID) -> Any:
    """Withdraw an application at the group's wish."""
    form = Form(schemas.Reason())
    if form.accept(db.session, lambda v: operations.withdraw_application(locked(application_id, "application.register"), v["reason"])):
        flash(_("The application is withdrawn."), "success")
        return redirect(f"/grants/applications/{application_id}")
    return page(application_id, withdrawal=form)


@views.post("/applications/<uuid:application_id>/evidence")
@requires("evidence.attach")
def attach_evidence(application_id: uuid.UUID) -> Any:
    """Attach a file to an application."""
    form = Form(EvidenceIn())
    if form.accept(db.session, lambda v: attach(locked(application_id, "evidence.attach"), request.files.get("file"), v["kind"],
                                                v["quantity"], actor().id)):
        flash(_("The file is attached."), "success")
        return redirect(f"/grants/applications/{application_id}#evidence")
    return page(application_id, evidence=form)


def locked(application_id: uuid.UUID, permission: str) -> Application:
    """The application, held against a concurrent change."""
    return queries.get_application(application_id, permission, lock=True)


def page(application_id: uuid.UUID, **refused: Form) -> Any:
    """The page of an application, with a refused form as it was sent."""
    application = queries.get_application(application_id)
    region = g.region = application.region
    return render_template(
        "grants/applications/show.html", application=application, row=queries.application_row(application),
        contest=queries.contest_of(application), fund=fund_rows(application.contest_id, [region])[0],
        award=queries.live_award(application), past=queries.past_awards(application),
        files=visible_files(application), kinds=KINDS["application"], refused=refused, untouched=untouched(), today=today(),
        may_award=actor().can("award.grant", region), may_register=actor().can("application.register", region),
        may_attach=actor().can("evidence.attach", region)), 422 if refused else 200
