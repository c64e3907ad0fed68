"""Pages of contests."""
from __future__ import annotations

import uuid
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from services.grants.applications.queries import application_rows
from services.grants.awards.queries import average_after
from services.grants.contests import operations, queries, schemas
from services.grants.contests.feasibility import Feasibility, feasibility
from services.grants.contests.models import Contest
from services.grants.evidence.operations import attach
from services.grants.evidence.queries import visible_files
from services.grants.evidence.schemas import EvidenceIn
from services.grants.forms import Tried, form_key, read, sent
from services.grants.projects.queries import activities, get_project, groups_promised, projects, region_names
from shared.access import actor, in_scope, requires, scope
from shared.clock import today

pages = Blueprint("contest_pages", __name__)
MILESTONES = (("regulation", "regulation_on"), ("score_sheet", "commission_on"), ("protocol", "protocol_on"))


@pages.get("/")
@requires("contest.view")
def home() -> Response:
    """Go to the contests."""
    return redirect(url_for("contest_pages.contests"))


@pages.get("/contests")
@requires("contest.view")
def contests() -> str:
    """List the contests with their money."""
    rows = queries.contest_rows({})
    for row in rows:
        row["totals"] = queries.totals(row["funds"])
    return render_template("grants/contests/list.html", contests=rows, projects=projects(), may_manage=in_scope("contest.manage", None))


@pages.get("/contests/new")
@requires("contest.manage")
def new_contest() -> str:
    """Show the form of a new contest."""
    return new_page(Tried())


@pages.post("/contests/new")
@requires("contest.manage")
def open_draft() -> Any:
    """Add a contest as a draft."""
    def work() -> str:
        contest = operations.open_draft(read(schemas.ContestIn(exclude=["funds"])), actor().id)
        flash(_("The contest is saved as a draft. Check the regional funds, then open it."), "success")
        return url_for("contest_pages.contest_page", contest_id=contest.id)
    return sent(work, new_page)


def new_page(tried: Tried) -> str:
    """The form of a new contest."""
    known = projects()
    chosen = next((item for item in known if item["key"] == (tried.values.get("project_id") or request.args.get("project"))),
                  known[0] if known else None)
    return render_template("grants/contests/new.html", tried=tried, projects=known, chosen=chosen, form_key=form_key(), today=today(),
                           activities=activities(chosen) if chosen else [])


@pages.get("/contests/<uuid:contest_id>")
@requires("contest.view")
def contest_page(contest_id: uuid.UUID) -> str:
    """Show a contest: the money of each region, the applications, the milestones."""
    return shown(contest_id, {})


@pages.post("/contests/<uuid:contest_id>/opening")
@requires("contest.manage")
def open_contest(contest_id: uuid.UUID) -> Any:
    """Open a contest for applications."""
    def work() -> str:
        operations.open_contest(queries.get_contest(contest_id, "contest.manage", lock=True))
        flash(_("The contest is open: applications can be registered."), "success")
        return url_for("contest_pages.contest_page", contest_id=contest_id)
    return sent(work, lambda tried: shown(contest_id, {"state": tried}))


@pages.post("/contests/<uuid:contest_id>/closing")
@requires("contest.manage")
def close_contest(contest_id: uuid.UUID) -> Any:
    """Close a contest for applications."""
    def work() -> str:
        operations.close_contest(queries.get_contest(contest_id, "contest.manage", lock=True))
        flash(_("The contest is closed. Papers that came in time can still be entered with their day."), "success")
        return url_for("contest_pages.contest_page", contest_id=contest_id)
    return sent(work, lambda tried: shown(contest_id, {"state": tried}))


@pages.get("/contests/<uuid:contest_id>/funds")
@requires("contest.manage")
def funds(contest_id: uuid.UUID) -> str:
    """Show the form of the regional funds."""
    return funds_page(contest_id, Tried())


@pages.post("/contests/<uuid:contest_id>/funds")
@requires("contest.manage")
def change_funds(contest_id: uuid.UUID) -> Any:
    """Change the regional funds of a draft."""
    def work() -> str:
        contest = queries.get_contest(contest_id, "contest.manage")
        amounts = schemas.amounts_of(request.form, [row["region"] for row in queries.fund_rows(contest_id)])
        operations.change_funds(contest, amounts)
        flash(_("The regional funds are saved."), "success")
        return url_for("contest_pages.contest_page", contest_id=contest_id)
    return sent(work, lambda tried: funds_page(contest_id, tried))


def funds_page(contest_id: uuid.UUID, tried: Tried) -> str:
    """The form of the regional funds."""
    contest = queries.get_contest(contest_id, "contest.manage")
    return render_template("grants/contests/funds.html", contest=contest, funds=queries.fund_rows(contest_id), tried=tried,
                           names=region_names(get_project(contest.project_id)), form_key=form_key())


@pages.post("/contests/<uuid:contest_id>/milestones")
@requires("contest.manage")
def record_milestones(contest_id: uuid.UUID) -> Any:
    """Enter the day of one milestone."""
    def work() -> str:
        day = read(schemas.MilestonesIn())
        operations.record_milestones(queries.get_contest(contest_id, "contest.manage", lock=True), day)
        flash(_("The day is saved."), "success")
        return url_for("contest_pages.contest_page", contest_id=contest_id, _anchor="milestones")
    return sent(work, lambda tried: shown(contest_id, {"milestones": tried}))


@pages.post("/contests/<uuid:contest_id>/evidence")
@requires("evidence.attach")
def attach_evidence(contest_id: uuid.UUID) -> Any:
    """Attach a file to a milestone."""
    def work() -> str:
        values = read(EvidenceIn())
        contest = queries.get_contest(contest_id, "evidence.attach", lock=True)
        item = attach(contest, request.files.get("file"), values["kind"], values["quantity"], actor().id)
        flash(_("The file “%(name)s” is attached.", name=item.name), "success")
        return url_for("contest_pages.contest_page", contest_id=contest_id, _anchor="milestones")
    return sent(work, lambda tried: shown(contest_id, {"evidence": tried}))


def shown(contest_id: uuid.UUID, tries: dict[str, Tried]) -> str:
    """The page of a contest, with a refused form as it was sent."""
    contest = queries.get_contest(contest_id)
    project = get_project(contest.project_id)
    money = queries.visible_funds(contest_id)
    filters = {name: request.args.get(name) for name in ("region", "status", "q")} if request.method == "GET" else {}
    return render_template(
        "grants/contests/contest.html", contest=contest, project=project, names=region_names(project), funds=money,
        totals=queries.totals(money), prospect=prospect(contest, project, money), average=average_after(contest_id),
        applications=application_rows(contest_id, filters, request.args.get("sort", "number")), filtered=any(filters.values()),
        files=visible_files(contest), milestones=MILESTONES, tries=tries, nothing=Tried(), form_key=form_key(), today=today(),
        may_manage=in_scope("contest.manage", None), may_attach=in_scope("evidence.attach", None),
        may_register=actor().can("application.register"))


def prospect(contest: Contest, project: dict[str, Any], money: list[dict[str, Any]]) -> Feasibility | None:
    """Whether the promised number of groups is possible; only for those who see every region."""
    promised = groups_promised(project, contest.activity)
    if promised is None or scope("contest.view") is not None:
        return None
    largest = min(contest.average_limit, contest.grant_cap or contest.average_limit)
    return feasibility(promised, contest.awards, {row["region"]: row["left"] for row in money}, largest)
