"""Pages of applications."""
from __future__ import annotations

import uuid
from typing import Any

from flask import Blueprint, flash, g, render_template, request, url_for
from flask_babel import gettext as _
from marshmallow import ValidationError

from services.grants.applications import operations, queries, schemas
from services.grants.awards.operations import average_warning, award_grant as give
from services.grants.awards.queries import average_after, awards_of
from services.grants.awards.schemas import AwardIn
from services.grants.contests.queries import fund_left, fund_rows, get_contest, visible_funds
from services.grants.evidence.models import KINDS
from services.grants.evidence.operations import attach
from services.grants.evidence.queries import visible_files
from services.grants.evidence.schemas import EvidenceIn
from services.grants.fields import Money
from services.grants.forms import Tried, form_key, read, sent
from services.grants.projects.queries import get_project, region_names
from shared.access import actor, requires, scope
from shared.clock import today
from shared.i18n import format_money

pages = Blueprint("application_pages", __name__)


@pages.get("/contests/<uuid:contest_id>/applications/new")
@requires("application.register")
def new_application(contest_id: uuid.UUID) -> str:
    """Show the form of a new application."""
    return new_page(contest_id, Tried())


@pages.post("/contests/<uuid:contest_id>/applications/new")
@requires("application.register")
def register_application(contest_id: uuid.UUID) -> Any:
    """Register an application from the form, with its scan if there is one."""
    def work() -> str:
        values = read(schemas.ApplicationIn())
        application = operations.register_application(get_contest(contest_id), values, actor().id)
        if request.files.get("file"):
            attach(application, request.files["file"], "application", 1, actor().id)
        flash(_("Application %(number)s is registered.", number=application.number), "success")
        return url_for("application_pages.application_page", application_id=application.id)
    return sent(work, lambda tried: new_page(contest_id, tried))


def new_page(contest_id: uuid.UUID, tried: Tried) -> str:
    """The form of a new application."""
    contest = get_contest(contest_id)
    names, allowed = region_names(get_project(contest.project_id)), scope("application.register")
    funds = [row for row in visible_funds(contest_id) if allowed is None or row["region"] in allowed]
    g.region = tried.values.get("region") or request.args.get("region") or (funds[0]["region"] if len(funds) == 1 else None)
    return render_template("grants/applications/new.html", contest=contest, funds=funds, names=names, region=g.region, tried=tried,
                           form_key=form_key(), day=min(today(), contest.closes_on))


@pages.get("/applications/<uuid:application_id>")
@requires("application.view")
def application_page(application_id: uuid.UUID) -> str:
    """Show an application with what can be decided about it."""
    return shown(application_id, {})


@pages.post("/applications/<uuid:application_id>/award")
@requires("award.grant")
def award_grant(application_id: uuid.UUID) -> Any:
    """Award a grant."""
    def work() -> str:
        values = read(AwardIn())
        application = queries.get_application(application_id, "award.grant", lock=True)
        award = give(application, values["amount"], actor().id, values["awarded_on"])
        flash(_("%(amount)s is awarded. The region's fund has %(left)s left.", amount=format_money(award.amount),
                left=format_money(fund_left(award.contest_id, award.region))), "success")
        if warned := average_warning(queries.contest_of(application)):
            flash(_("The average grant is now %(average)s.", average=format_money(warned)), "warning")
        return url_for("award_pages.award_page", award_id=award.id)
    return sent(work, lambda tried: shown(application_id, {"award": tried}))


@pages.get("/applications/<uuid:application_id>/award")
@requires("award.grant")
def preview_award(application_id: uuid.UUID) -> str:
    """Show what the typed amount would leave in the fund and make of the average."""
    application = queries.get_application(application_id, "award.grant")
    try:
        amount = Money().deserialize(request.args.get("amount", ""))
    except ValidationError:
        amount = None
    return render_template("grants/applications/preview.html", contest=queries.contest_of(application), amount=amount,
                           left=fund_left(application.contest_id, application.region),
                           average=average_after(application.contest_id, amount) if amount else None)


@pages.post("/applications/<uuid:application_id>/recommendation")
@requires("award.grant")
def recommend(application_id: uuid.UUID) -> Any:
    """Enter the recommended amount."""
    def work() -> str:
        amount = read(schemas.RecommendationIn())["recommended"]
        operations.recommend(queries.get_application(application_id, "award.grant", lock=True), amount)
        flash(_("The recommended amount is saved."), "success")
        return url_for("application_pages.application_page", application_id=application_id)
    return sent(work, lambda tried: shown(application_id, {"recommendation": tried}))


@pages.post("/applications/<uuid:application_id>/refusal")
@requires("award.grant")
def refuse_application(application_id: uuid.UUID) -> Any:
    """Refuse an application."""
    def work() -> str:
        reason = read(schemas.Reason())["reason"]
        operations.refuse_application(queries.get_application(application_id, "award.grant", lock=True), reason)
        flash(_("The application is refused."), "success")
        return url_for("application_pages.application_page", application_id=application_id)
    return sent(work, lambda tried: shown(application_id, {"refusal": tried}))


@pages.post("/applications/<uuid:application_id>/withdrawal")
@requires("application.register")
def withdraw_application(application_id: uuid.UUID) -> Any:
    """Withdraw an application at the group's wish."""
    def work() -> str:
        reason = read(schemas.Reason())["reason"]
        operations.withdraw_application(queries.get_application(application_id, "application.register", lock=True), reason)
        flash(_("The application is withdrawn."), "success")
        return url_for("application_pages.application_page", application_id=application_id)
    return sent(work, lambda tried: shown(application_id, {"withdrawal": tried}))


@pages.post("/applications/<uuid:application_id>/evidence")
@requires("evidence.attach")
def attach_evidence(application_id: uuid.UUID) -> Any:
    """Attach a file to an application."""
    def work() -> str:
        values = read(EvidenceIn())
        application = queries.get_application(application_id, "evidence.attach", lock=True)
        item = attach(application, request.files.get("file"), values["kind"], values["quantity"], actor().id)
        flash(_("The file “%(name)s” is attached.", name=item.name), "success")
        return url_for("application_pages.application_page", application_id=application_id)
    return sent(work, lambda tried: shown(application_id, {"evidence": tried}))


def shown(application_id: uuid.UUID, tries: dict[str, Tried]) -> str:
    """The page of an application, with a refused form as it was sent."""
    application = queries.get_application(application_id)
    contest, region = queries.contest_of(application), application.region
    g.region = region
    return render_template(
        "grants/applications/application.html", application=application, row=queries.application_row(application), contest=contest,
        region_name=region_names(get_project(contest.project_id)).get(region, region), fund=fund_rows(contest.id, [region])[0],
        award=queries.live_award(application), past=[item for item in awards_of(application.id) if item.status == "cancelled"],
        files=visible_files(application), kinds=KINDS["application"], tries=tries, nothing=Tried(), form_key=form_key(), today=today(),
        may_award=actor().can("award.grant", region), may_register=actor().can("application.register", region),
        may_attach=actor().can("evidence.attach", region))
