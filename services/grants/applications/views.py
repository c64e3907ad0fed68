"""Pages of applications."""

from __future__ import annotations

import uuid
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, Response, flash, g, redirect, render_template, request
from flask_babel import gettext as _

from services.grants.applications import forms, listing, operations, queries, schemas
from services.grants.applications.models import Application
from services.grants.applications.operations import ApplicationSettled
from services.grants.contests.models import Contest
from services.grants.contests.queries.contests import get_contest
from services.grants.contests.queries.funds import FundMoney, fund_row, visible_funds
from services.grants.contests.queries.reach import may, regions_in, somewhere
from services.grants.directions.queries import direction_names
from services.grants.groups.queries import called, groups_in, known_group
from shared.access import actor, requires
from shared.clock import today
from shared.doors.form import Form, press, untouched
from shared.files import PAPERS, Stored
from shared.i18n import format_number
from shared.proofs.operations import attach
from shared.proofs.taking import taken_if_sent
from shared.proofs.wording import proofs_on
from shared.spoken import name_of, place_words

views = Blueprint("application_pages", __name__)


@views.get("/contests/<uuid:contest_id>/applications")
@requires("application.view")
def application_list(contest_id: uuid.UUID) -> str:
    """List the applications of a contest."""
    contest = get_contest(contest_id)
    found = listing.page_of(contest)
    if len(found["regions"]) == 1:
        g.region = found["regions"][0][0]
    found |= {"contest": contest, "may_register": somewhere("application.register", contest_id)}
    return render_template("grants/applications/list.html", **found)


@views.get("/contests/<uuid:contest_id>/applications.xlsx")
@requires("application.view")
def export_applications(contest_id: uuid.UUID) -> Response:
    """Give the list as it is seen, as a workbook."""
    return listing.export(get_contest(contest_id))


@views.route("/contests/<uuid:contest_id>/applications/new", methods=["GET", "POST"])
@requires("application.register")
def new_application(contest_id: uuid.UUID) -> Any:
    """Show and take the form of a new application, with its scan if there is one."""
    contest = get_contest(contest_id)
    form = blank(contest)
    if request.headers.get("HX-Target") == "extra":
        return render_template("ui/extra.html", **forms.questions(contest, str(form.value("region")), form))
    scan = form.before(taken_if_sent, request.files.get("file"), PAPERS)
    if done := form.run(enter, contest, scan):
        number = queries.get_application(done.id).number
        flash(_("Application %(number)s is registered.", number=number), "success")
        return redirect(f"/grants/applications/{done.id}")
    return render_template("grants/applications/new.html", **new_page(contest, form)), form.status


def blank(contest: Contest) -> Form:
    """The form of a new application."""
    start = {"region": request.args.get("region"), "registered_on": suggested_day(contest)}
    return Form(schemas.ApplicationIn(), start)


def new_page(contest: Contest, form: Form) -> dict[str, Any]:
    """What the form of a new application offers."""
    funds = allowed_funds(contest)
    g.region = form.value("region") or (funds[0].region if len(funds) == 1 else None)
    known = {"contest": contest, "funds": funds, "region": g.region, "accepted": sorted(PAPERS)}
    known["directions"] = list(direction_names(contest).items())
    return {**known, "form": form, **forms.questions(contest, str(g.region or ""), form)}


def allowed_funds(contest: Contest) -> list[FundMoney]:
    """The funds of the regions where the actor registers applications."""
    allowed = actor().at_home(regions_in("application.register", contest.id))
    return [row for row in visible_funds(contest.id) if allowed is None or row.region in allowed]


def suggested_day(contest: Contest) -> Any:
    """The day a paper most likely came: today, or the last day of the contest."""
    return min(max(today(), contest.opens_on), contest.closes_on)


def enter(contest: Contest, scan: Stored | None, values: dict[str, Any]) -> Application:
    """Register an application and keep its scan."""
    again = values.get("again", False)
    application = operations.register_application(contest, forms.own(contest, values))
    if scan:
        attach(application, scan, "application", again)
    return application


@views.get("/applications/<uuid:application_id>")
@requires("application.view")
def show_application(application_id: uuid.UUID) -> Any:
    """Show an application with what can be decided about it."""
    return page(application_id)


@views.route("/applications/<uuid:application_id>/edit", methods=["GET", "POST"])
@requires("application.register")
def correct_application(application_id: uuid.UUID) -> Any:
    """Show and take the form that corrects an application."""
    sent = request.method == "POST"
    application = queries.get_application(application_id, "application.register", lock=sent)
    g.region = application.region
    if not sent and application.status != "registered":
        flash(ApplicationSettled().message, "error")
        return redirect(f"/grants/applications/{application_id}")
    form = correction_of(application)
    if form.run(operations.correct_application, application):
        flash(_("Saved."), "success")
        return redirect(f"/grants/applications/{application_id}")
    return render_template("grants/applications/edit.html", **edit_page(application, form)), form.status


def correction_of(application: Application) -> Form:
    """The form that corrects an application."""
    start = {name: getattr(application, name) for name in schemas.ApplicationFields().fields}
    return Form(schemas.ApplicationChange(), start | {"requested": format_number(application.requested)})


def edit_page(application: Application, form: Form) -> dict[str, Any]:
    """What the form of a correction shows."""
    contest = queries.contest_of(application)
    known = {"application": application, "contest": contest, "form": form}
    known["directions"] = list(direction_names(contest).items())
    return {**known, **forms.questions(contest, application.region, form, application)}


@views.post("/applications/<uuid:application_id>/recommendation")
@requires("application.recommend")
def recommend(application_id: uuid.UUID) -> Any:
    """Enter what the commission says."""
    form = Form(schemas.RecommendationIn())
    if form.run(say, application_id):
        flash(_("The recommendation is saved."), "success")
        return redirect(f"/grants/applications/{application_id}")
    return page(application_id, recommendation=form)


def say(application_id: uuid.UUID, values: dict[str, Any]) -> None:
    """Enter the commission's word on a locked application."""
    application = locked(application_id, "application.recommend")
    operations.recommend(application, values["verdict"], values["recommended"], values["note"])


@views.post("/applications/<uuid:application_id>/group")
@requires("application.register")
def name_group(application_id: uuid.UUID) -> Any:
    """Say which group of the register an application is of."""
    form, application = Form(schemas.GroupIn()), locked(application_id, "application.register")
    if form.run(lambda values: operations.name_group(application, values["group_id"])):
        flash(_("The group is chosen."), "success")
        return redirect(f"/grants/applications/{application_id}")
    return page(application_id, group=form)


@views.post("/applications/<uuid:application_id>/refusal")
@requires("award.grant")
def refuse_application(application_id: uuid.UUID) -> Any:
    """Refuse an application."""
    form = Form(schemas.Reason())
    if form.run(lambda v: operations.refuse_application(locked(application_id, "award.grant"), v["reason"])):
        flash(_("The application is refused."), "success")
        return redirect(f"/grants/applications/{application_id}")
    return page(application_id, refusal=form)


@views.post("/applications/<uuid:application_id>/withdrawal")
@requires("application.register")
def withdraw_application(application_id: uuid.UUID) -> Any:
    """Withdraw an application at the group's wish."""
    form = Form(schemas.Reason())
    if form.run(
        lambda v: operations.withdraw_application(locked(application_id, "application.register"), v["reason"])
    ):
        flash(_("The application is withdrawn."), "success")
        return redirect(f"/grants/applications/{application_id}")
    return page(application_id, withdrawal=form)


@views.post("/applications/<uuid:application_id>/reconsideration")
@requires("application.register")
def consider_again(application_id: uuid.UUID) -> Any:
    """Let an application wait again that was refused or withdrawn by mistake;
    a refusal is taken back by who may award."""
    application = locked(application_id, "application.register")
    if application.status == "refused":
        application = locked(application_id, "award.grant")
    press(operations.consider_again, application)
    flash(_("The application waits for a decision again."), "success")
    return redirect(f"/grants/applications/{application_id}")


def locked(application_id: uuid.UUID, permission: str) -> Application:
    """The application, held against a concurrent change."""
    return queries.get_application(application_id, permission, lock=True)


def page(application_id: uuid.UUID, **refused: Form) -> Any:
    """The page of an application, with a refused form as it was sent."""
    application = queries.get_application(application_id)
    g.region = application.region
    return render_template(
        "grants/applications/show.html",
        application=application,
        extras=forms.answered(application),
        row=queries.application_row(application),
        contest=queries.contest_of(application),
        fund=fund_row(application.contest_id, application.region),
        direction=forms.direction_of(application),
        proofs=proofs_on(application),
        refused=refused,
        untouched=untouched(),
        today=today(),
        **group_of(application),
        **rights(application),
    ), 422 if refused else 200


def group_of(application: Application) -> dict[str, Any]:
    """The group of the register an application is of, or those it may be of, the likeliest chosen."""
    project, region = queries.contest_of(application).project_id, application.region
    group = known_group(application.group_id)
    likely = None if group else called(project, region, application.group_name)
    words = {"project_id": str(project), "name": application.group_name, "region": region}
    words |= {"settlement": application.settlement, "problem": application.problem}
    return {
        "group": group,
        "groups": [
            (row.id, f"{name_of(row)}, {place_words(row.settlement)}") for row in groups_in(project, region)
        ],
        "likely": likely,
        "new_group": f"/registry/groups/new?{urlencode(words)}",
    }


def rights(application: Application) -> dict[str, bool]:
    """What the reader may do on the page of an application."""
    place = (application.contest_id, application.region)
    return {
        "may_award": may("award.grant", *place),
        "may_recommend": may("application.recommend", *place),
        "may_register": may("application.register", *place),
    }
