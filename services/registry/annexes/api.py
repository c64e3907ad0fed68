"""Word annexes for other tools."""

from __future__ import annotations

import uuid
from typing import Any

from flask import Response

from services.registry.annexes import schemas
from services.registry.annexes.forms import Revision, check_first, read_based_on, read_former
from services.registry.annexes.listing import asked
from services.registry.annexes.operations import revising
from services.registry.drafts.forms.intake import keep_letter, read_upload
from services.registry.drafts.operations.versions import Reason, import_plan
from services.registry.plans import queries
from services.registry.plans.cards.tools import created
from services.registry.plans.models import Plan
from shared.access import requires
from shared.doors.api import MULTIPART, Blueprint, respond, run
from shared.doors.transaction import let_go

api = Blueprint("annexes", __name__, description="Word files of a plan: the first one, and revised ones")


@api.route("/plans", methods=["POST"])
@requires("plan.import", everywhere=True)
@api.arguments(schemas.AnnexFile, location="form", content_type=MULTIPART)
@api.response(201, schemas.AnnexCreated)
def import_annex(form: dict[str, Any]) -> Response:
    """Read a Word plan (multipart field `file`) into a draft version. Where a project of this topic, grantee
    or file is here, in force or still a draft, the answer is 409 `project_known` with the `projects`: send
    `project_id` of the one it belongs to, or `new_project=true`."""
    return run(take, form, read_all(form), answer=answered, status=201)


def read_all(form: dict[str, Any]) -> Revision:
    """What was sent, and the annex in force where there is one, read before anything is locked."""
    let_go()
    annex = read_upload(form["file"])
    project_id = form["project_id"]
    former = queries.approved_plan(queries.get_project(project_id).id) if project_id else None
    read_again = read_former(former) if former else None
    let_go()
    return Revision(annex, keep_letter(form["letter"]), read_again)


def take(form: dict[str, Any], sent: Revision) -> Plan:
    """The file as the first plan of a project, or as a new version of one."""
    if form["project_id"] is None:
        return import_plan(sent.annex if form["new_project"] else check_first(sent.annex))
    project = queries.get_project(form["project_id"])
    former = queries.approved_plan(project.id)
    if former is None:
        return import_plan(sent.annex, project)
    reason = Reason(form["reason_text"], form["reason_code"], sent.letter)
    former = queries.get_plan(former.id, lock=True)
    return revising.revise_plan(former, sent.annex, reason, sent.former)


def answered(plan: Plan) -> dict[str, Any]:
    """The draft and how many lines wait to be told apart."""
    return {**created(plan), "matches_open": queries.open_matches(plan)}


@api.route("/plans/<uuid:plan_id>/matches", methods=["GET"])
@requires("plan.view")
@api.response(200, schemas.MatchOut(many=True))
def list_matches(plan_id: uuid.UUID) -> Response:
    """Give what is asked about the lines of a revised annex."""
    return respond(schemas.MatchOut(many=True).dump(asked(queries.get_plan(plan_id))))


@api.route("/plans/<uuid:plan_id>/matches", methods=["POST"])
@requires("plan.edit", everywhere=True)
@api.arguments(schemas.AnswersForm)
@api.response(200, schemas.AnnexCreated)
def decide_matches(form: dict[str, Any], plan_id: uuid.UUID) -> Response:
    """Tell lines apart; those left out stay open."""
    answers = {item["line"]: item["same_as"] for item in form["answers"]}
    return run(decide, plan_id, answers, read_based_on(plan_id), answer=answered)


def decide(plan_id: uuid.UUID, answers: revising.Answers, read: dict[str, Any] | None) -> Plan:
    """Take the answers about a version."""
    plan = queries.get_plan(plan_id, lock=True)
    former = queries.get_plan(plan.based_on or plan_id)
    revising.decide_matches(plan, former, answers, read)
    return plan
