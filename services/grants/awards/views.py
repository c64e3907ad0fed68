"""Pages of awards."""
from __future__ import annotations

import uuid
from typing import Any

from flask import Blueprint, flash, g, render_template, request, url_for
from flask_babel import gettext as _

from services.grants.applications.queries import application_row
from services.grants.applications.schemas import Reason
from services.grants.awards import operations, queries, schemas
from services.grants.contests.queries import fund_rows
from services.grants.evidence.models import KINDS
from services.grants.evidence.operations import attach
from services.grants.evidence.queries import visible_files
from services.grants.evidence.schemas import EvidenceIn
from services.grants.forms import Tried, form_key, read, sent
from services.grants.projects.queries import get_project, region_names
from shared.access import actor, requires
from shared.clock import today
from shared.i18n import format_money

pages = Blueprint("award_pages", __name__)


@pages.get("/awards/<uuid:award_id>")
@requires("application.view")
def award_page(award_id: uuid.UUID) -> str:
    """Show an award: its payments, its sub-project, its evidence."""
    return shown(award_id, {})


@pages.post("/awards/<uuid:award_id>/payment")
@requires("award.pay")
def pay_award(award_id: uuid.UUID) -> Any:
    """Record a payment."""
    def work() -> str:
        values = read(schemas.PaymentIn())
        award = queries.get_award(award_id, "award.pay", lock=True)
        payment = operations.pay_award(award, values["amount"], actor().id, values["paid_on"], values["document"])
        flash(_("The payment of %(amount)s is recorded.", amount=format_money(payment.amount)), "success")
        return url_for("award_pages.award_page", award_id=award_id)
    return sent(work, lambda tried: shown(award_id, {"payment": tried}))


@pages.post("/awards/<uuid:award_id>/completion")
@requires("award.complete")
def complete_subproject(award_id: uuid.UUID) -> Any:
    """Accept a finished sub-project."""
    def work() -> str:
        day = read(schemas.CompletionIn())["completed_on"]
        lacking = operations.complete_subproject(queries.get_award(award_id, "award.complete", lock=True), day)
        flash(_("The sub-project is accepted and counts."), "success")
        if lacking:
            flash(_("Some of its evidence is still missing: see the list on this page."), "warning")
        return url_for("award_pages.award_page", award_id=award_id)
    return sent(work, lambda tried: shown(award_id, {"completion": tried}))


@pages.post("/awards/<uuid:award_id>/cancellation")
@requires("award.grant")
def cancel_award(award_id: uuid.UUID) -> Any:
    """Take a grant back."""
    def work() -> str:
        reason = read(Reason())["reason"]
        award = queries.get_award(award_id, "award.grant", lock=True)
        operations.cancel_award(award, reason)
        flash(_("The award is cancelled: %(amount)s went back to the region's fund.", amount=format_money(award.amount)), "success")
        return url_for("application_pages.application_page", application_id=award.application_id)
    return sent(work, lambda tried: shown(award_id, {"cancellation": tried}))


@pages.post("/awards/<uuid:award_id>/evidence")
@requires("evidence.attach")
def attach_evidence(award_id: uuid.UUID) -> Any:
    """Attach a file to an award."""
    def work() -> str:
        values = read(EvidenceIn())
        award = queries.get_award(award_id, "evidence.attach", lock=True)
        item = attach(award, request.files.get("file"), values["kind"], values["quantity"], actor().id)
        flash(_("The file “%(name)s” is attached.", name=item.name), "success")
        return url_for("award_pages.award_page", award_id=award_id)
    return sent(work, lambda tried: shown(award_id, {"evidence": tried}))


def shown(award_id: uuid.UUID, tries: dict[str, Tried]) -> str:
    """The page of an award, with a refused form as it was sent."""
    award = queries.get_award(award_id)
    contest, application = queries.parents_of(award)
    region = g.region = award.region
    return render_template(
        "grants/awards/award.html", award=award, application=application, row=application_row(application), contest=contest,
        region_name=region_names(get_project(contest.project_id)).get(region, region), fund=fund_rows(contest.id, [region])[0],
        payments=queries.payments_of(award.id), needed=queries.NEEDED, missing=queries.missing_evidence(award),
        files=visible_files(award), kinds=KINDS["award"], tries=tries, nothing=Tried(), form_key=form_key(), today=today(),
        may_award=actor().can("award.grant", region), may_pay=actor().can("award.pay", region),
        may_complete=actor().can("award.complete", region), may_attach=actor().can("evidence.attach", region))
