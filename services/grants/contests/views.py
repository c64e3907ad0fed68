"""Pages of contests."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from flask import Blueprint, Response, flash, g, redirect, render_template, request
from flask_babel import gettext as _

from services.grants.contests import listing, schemas
from services.grants.contests.models import RUNNING, Contest
from services.grants.contests.operations import drafting, funding, holding
from services.grants.contests.queries import contests, funds, lists
from services.grants.contests.queries.contests import get_contest
from services.grants.contests.queries.funds import FundMoney
from services.grants.contests.queries.reach import may, regions_in, somewhere
from services.grants.contests.rules.feasibility import Feasibility, feasibility
from services.grants.contests.wording import oddities, opening_gates
from services.grants.projects.queries import groups_promised, projects
from services.grants.rulebooks.operations import Said
from services.grants.rulebooks.schemas import DecisionIn
from services.grants.rulebooks.wording import regions_shown
from shared.access import requires
from shared.doors.form import Form, untouched
from shared.i18n import format_number
from shared.language.records.project import Project
from shared.projects import grouped_activities, project_names
from shared.proofs.wording import proofs_on

views = Blueprint("contest_pages", __name__)


@views.get("/")
@views.get("/contests")
@requires("contest.view")
def contest_list() -> str:
    """List the contests with their money."""
    return render_template(
        "grants/contests/list.html", **listing.page_of(), may_manage=regions_in("contest.manage") is None
    )


@views.get("/contests/choices")
@requires("contest.view")
def contest_choices() -> str:
    """Give the contests as options; the registry's page of a user takes them for a role of one contest."""
    return render_template("grants/contests/choices.html", contests=lists.contest_rows({}, "-opens_on", 100))


@views.get("/contests.xlsx")
@requires("contest.view")
def export_contests() -> Response:
    """Give the list as it is seen, as a workbook."""
    return listing.export()


@views.route("/contests/new", methods=["GET", "POST"])
@requires("contest.manage")
def new_contest() -> Any:
    """Show and take the form of a new contest."""
    project = projects.chosen(request.values.get("project_id"), "contest.manage")
    if project is None:
        known = {
            "projects": projects.offered("contest.manage"),
            "title": _("New contest"),
            "href": request.path,
        }
        return render_template("grants/projects/choose.html", **known)
    form = Form(schemas.ContestIn(exclude=["funds"]))
    if done := form.run(drafting.open_draft):
        flash(_("The contest is saved as a draft. Check the regional funds, then open it."), "success")
        return redirect(f"/grants/contests/{done.id}")
    return render_template("grants/contests/new.html", **new_page(form, project)), form.status


def new_page(form: Form, project: Project) -> dict[str, Any]:
    """What the form of a new contest offers."""
    several = len(projects.all_open()) > 1
    return {
        "form": form,
        "project": project,
        "several": several,
        "activities": grouped_activities(project),
    }


@views.get("/contests/<uuid:contest_id>")
@requires("contest.view")
def show_contest(contest_id: uuid.UUID) -> Any:
    """Show a contest: the money of each region, the applications, the milestones."""
    return page(contest_id)


@views.route("/contests/<uuid:contest_id>/edit", methods=["GET", "POST"])
@requires("contest.manage")
def correct_contest(contest_id: uuid.UUID) -> Any:
    """Show and take the form that corrects a contest."""
    contest = get_contest(contest_id, "contest.manage", lock=request.method == "POST")
    if contest.status not in ("draft", "open"):
        flash(_("This contest can no longer be corrected."), "error")
        return redirect(f"/grants/contests/{contest_id}")
    form = correction_of(contest)
    if form.run(drafting.correct_contest, contest):
        flash(_("Saved."), "success")
        return redirect(f"/grants/contests/{contest_id}")
    known = {"contest": contest, "form": form, "draft": contest.status == "draft"}
    return render_template("grants/contests/edit.html", **known), form.status


def correction_of(contest: Contest) -> Form:
    """The form that corrects a contest; one sent while it was a draft keeps a draft's fields."""
    schema = schemas.correction("draft" if "average_limit" in request.form else contest.status)
    kept = schema.fields.keys() - {"kazakh"}
    return Form(schema, {name: as_typed(getattr(contest, name)) for name in kept})


def as_typed(value: Any) -> Any:
    """A value as a person types it: amounts with spaces, days as the input wants them."""
    return format_number(value) if isinstance(value, Decimal) else value


@views.post("/contests/<uuid:contest_id>/dropping")
@requires("contest.manage")
def drop_draft(contest_id: uuid.UUID) -> Any:
    """Put away a draft nobody needs."""
    return change_state(contest_id, drafting.drop_draft, _("The draft is dropped."), "/grants/contests")


@views.post("/contests/<uuid:contest_id>/opening")
@requires("contest.manage")
def open_contest(contest_id: uuid.UUID) -> Any:
    """Open a contest for applications."""
    form = Form()
    said = form.before(lambda: holding.ask_missing(get_contest(contest_id, "contest.manage")))
    if form.run(lambda: holding.open_contest(held(contest_id), said or Said())):
        flash(_("The contest is open: applications can be registered."), "success")
        return redirect(f"/grants/contests/{contest_id}")
    return page(contest_id, state=form)


@views.post("/contests/<uuid:contest_id>/closing")
@requires("contest.manage")
def close_contest(contest_id: uuid.UUID) -> Any:
    """Close a contest for applications."""
    said = _("The contest is closed. Papers that came in time can still be entered with their day.")
    return change_state(contest_id, holding.close_contest, said)


def change_state(contest_id: uuid.UUID, change: Callable[[Contest], None], done: str, then: str = "") -> Any:
    """Open, close or drop a contest and say so."""
    form = Form()
    if form.run(lambda: change(held(contest_id))):
        flash(done, "success")
        return redirect(then or f"/grants/contests/{contest_id}")
    return page(contest_id, state=form)


def held(contest_id: uuid.UUID) -> Contest:
    """A contest to manage, held against a concurrent change."""
    return get_contest(contest_id, "contest.manage", lock=True)


@views.route("/contests/<uuid:contest_id>/funds", methods=["GET", "POST"])
@requires("contest.manage")
def change_funds(contest_id: uuid.UUID) -> Any:
    """Show and take the form of the regional funds."""
    contest = get_contest(contest_id, "contest.manage")
    start = {row.region: format_number(row.fund) for row in funds.fund_rows(contest_id)}
    form = Form(schemas.funds_form(list(start)), start)
    if form.run(funding.change_funds, contest):
        flash(_("The regional funds are saved."), "success")
        return redirect(f"/grants/contests/{contest_id}")
    known = {"contest": get_contest(contest_id), "regions": list(start), "form": form}
    return render_template("grants/contests/funds.html", **known), form.status


@views.post("/contests/<uuid:contest_id>/milestones")
@requires("contest.manage")
def record_milestone(contest_id: uuid.UUID) -> Any:
    """Enter the day of a milestone; an empty one takes it back."""
    form = Form(schemas.MilestonesIn(), days_of(get_contest(contest_id, "contest.manage")))
    taken_back = {name: None for name in form.schema.fields if form.values.get(name) == ""}
    if form.run(lambda v: holding.record_milestones(held(contest_id), taken_back | v)):
        flash(_("The day is taken back.") if taken_back else _("The day is saved."), "success")
        return redirect(f"/grants/contests/{contest_id}#milestones")
    return page(contest_id, milestone=form)


@views.post("/contests/<uuid:contest_id>/rules")
@requires("contest.manage", everywhere=True)
def decide_rules(contest_id: uuid.UUID) -> Any:
    """Let a region of a contest go on by the rules its plugins say today."""
    form = Form(DecisionIn())
    said = form.before(ask, contest_id, form)
    if form.run(lambda values: decide(contest_id, said or Said(), values)):
        flash(_("The contest goes on by the rules of today in this region."), "success")
        return redirect(f"/grants/contests/{contest_id}#rules")
    return page(contest_id, rules=form)


def ask(contest_id: uuid.UUID, form: Form) -> Said:
    """What the plugins say today of the region a form names."""
    return holding.ask_again(get_contest(contest_id, "contest.manage"), {"region": form.value("region")})


def decide(contest_id: uuid.UUID, said: Said, values: dict[str, Any]) -> Any:
    """Decide of a contest that is held against a concurrent change."""
    return holding.decide_rules(get_contest(contest_id, "contest.manage", lock=True), said, values)


def page(contest_id: uuid.UUID, **refused: Form) -> Any:
    """The page of a contest, with a refused form as it was sent."""
    contest = get_contest(contest_id)
    money, project = funds.visible_funds(contest_id), projects.get(contest.project_id)
    if len(money) == 1:
        g.region = money[0].region
    return render_template(
        "grants/contests/show.html",
        contest=contest,
        code=project.code_of(contest.activity_id),
        prospect=prospect(contest, project, money),
        proofs=proofs_on(contest),
        gates=opening_gates(contest),
        refused=refused,
        untouched=untouched(days_of(contest)),
        several=project_names(projects.topics()),
        rules=rules_of(contest, money),
        **summary(contest, money),
        **rights(contest),
    ), 422 if refused else 200


def days_of(contest: Contest) -> dict[str, Any]:
    """The days of the milestones, as their forms have them."""
    return {name: getattr(contest, name) for name in schemas.MilestonesIn().fields}


def rules_of(contest: Contest, money: list[FundMoney]) -> dict[str, Any] | None:
    """By which rules a contest goes in the regions its reader sees; nothing while it is a draft."""
    if contest.status not in RUNNING:
        return None
    seen = [row.region for row in money]
    shown = regions_shown(contest.id, seen, contest.opens_on)
    return {"shown": shown, "plain": len(seen) - len(shown)}


def summary(contest: Contest, money: list[FundMoney]) -> dict[str, Any]:
    """The money of a contest, and what is odd about its days."""
    return {
        "funds": money,
        "totals": funds.totals(money),
        "average": contests.average(contest.id),
        "oddities": oddities(contest) if contest.status != "dropped" else [],
    }


def rights(contest: Contest) -> dict[str, bool]:
    """What the reader may do on the page of a contest."""
    return {
        "may_manage": contest.status != "dropped" and may("contest.manage", contest.id),
        "sees_papers": may("evidence.view", contest.id),
        "may_register": somewhere("application.register", contest.id),
    }


def prospect(contest: Contest, project: Project, money: list[FundMoney]) -> Feasibility | None:
    """Whether the promised number of groups is possible; only for those who see every region, and only while
    all the money is here: of what another deployment awards nobody here knows the rest."""
    promised = groups_promised(project, contest.activity_id)
    if contest.handed_by or any(row.away for row in money):
        return None
    if promised is None or contest.status == "dropped" or not may("contest.view", contest.id):
        return None
    awards = contests.awards_of_activity(contest.project_id, contest.activity_id)
    left = {row.region: row.left for row in money}
    return feasibility(promised, awards, left, largest_grant(contest))


def largest_grant(contest: Contest) -> Decimal:
    """The largest grant the rules of a contest allow to all."""
    return min(contest.average_limit, contest.grant_cap or contest.average_limit)
