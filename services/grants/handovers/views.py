"""Pages of handovers: the list, one with both signatures, offering, answering."""

from __future__ import annotations

import uuid
from typing import Any

from flask import Blueprint, flash, g, redirect, render_template, request
from flask_babel import gettext as _

from services.grants.contests.models import Contest
from services.grants.contests.queries.contests import get_contest
from services.grants.contests.queries.funds import fund_rows
from services.grants.db import db
from services.grants.handovers import operations, queries
from services.grants.handovers.api import named
from services.grants.handovers.models import Handover
from services.grants.handovers.queries import Home, homes
from services.grants.handovers.record import terms_of
from services.grants.handovers.schemas import DeclineIn, OfferIn
from services.grants.rulebooks.operations import Said
from shared.access import actor, requires
from shared.doors.form import Form, untouched

views = Blueprint("handover_pages", __name__)
MOST = 200


@views.get("/handovers")
@requires("handover.view")
def list_handovers() -> str:
    """List funds on their way and arrived."""
    return render_template("grants/handovers/list.html", rows=queries.handover_page(None, MOST))


@views.route("/contests/<uuid:contest_id>/handovers/new", methods=["GET", "POST"])
@requires("handover.make", everywhere=True)
def offer_fund(contest_id: uuid.UUID) -> Any:
    """Show and take the form that offers a fund to another deployment."""
    contest = get_contest(contest_id)
    form = Form(OfferIn(), {"region": request.args.get("region", "")})
    rows = fund_rows(contest_id)
    regions = {row.region for row in rows}
    known = (form.before(homes, regions) if form.sent else homes(regions)) or []
    served = {region for home in known for region in home.regions}
    funds = [row for row in rows if row.region in served and not row.holder and row.left > 0]
    if done := form.run(offer, contest, known):
        flash(_("Offered. Nothing is awarded from this fund here until the other side answers."), "success")
        return redirect(f"/grants/handovers/{done.id}")
    return render_template(
        "grants/handovers/new.html",
        form=form,
        contest=contest,
        homes=known,
        funds=funds,
    ), form.status


def offer(contest: Contest, known: list[Home], values: dict[str, Any]) -> Handover:
    """Offer the fund of the form."""
    return operations.offer_fund(contest, values["region"], named(known, values["deployment"]))


@views.get("/handovers/<uuid:handover_id>")
@requires("handover.view")
def show_handover(handover_id: uuid.UUID) -> Any:
    """Show a handover with what both sides signed."""
    return page(handover_id, untouched())


@views.post("/handovers/<uuid:handover_id>/acceptance")
@requires("handover.make", everywhere=True)
def accept_fund(handover_id: uuid.UUID) -> Any:
    """Take a fund that is offered to this deployment."""
    form = Form()
    said = form.before(lambda: operations.ask_rules_of(queries.get_handover(handover_id, queries.MAKE)))
    if form.run(lambda: operations.accept_fund(held(handover_id), said or Said())):
        flash(_("The fund is yours: grants of it are awarded here from now on."), "success")
        return redirect(f"/grants/handovers/{handover_id}")
    return page(handover_id, form)


@views.post("/handovers/<uuid:handover_id>/refusal")
@requires("handover.make", everywhere=True)
def decline_fund(handover_id: uuid.UUID) -> Any:
    """Say that a fund is not taken, and why."""
    form = Form(DeclineIn())
    if form.run(lambda values: operations.decline_fund(held(handover_id), values["reason"])):
        flash(_("Declined. The fund goes back to who offered it."), "success")
        return redirect(f"/grants/handovers/{handover_id}")
    return page(handover_id, form)


def held(handover_id: uuid.UUID) -> Handover:
    """A handover to answer, held against a second answer."""
    return queries.get_handover(handover_id, queries.MAKE, lock=True)


def page(handover_id: uuid.UUID, form: Form) -> Any:
    """The page of a handover."""
    row = queries.get_handover(handover_id)
    g.region = row.region
    mine = row.state == "offered" and row.taker == queries.here()
    return render_template(
        "grants/handovers/show.html",
        row=row,
        terms=terms_of(row),
        form=form,
        contest=db.session.get(Contest, row.contest_id),
        own_name=queries.here(),
        may_answer=mine and actor().everywhere(queries.MAKE),
    ), form.status
