"""A plan in two languages, for other tools."""

from __future__ import annotations

import uuid
from typing import Any

from flask import Response

from services.registry.drafts.forms.intake import read_upload
from services.registry.plans.queries import get_plan
from services.registry.wordings import operations, schemas
from services.registry.wordings.forms import told_by
from services.registry.wordings.queries import WRITE, Side, lines, sides
from services.registry.wordings.rules.pairing import Found, Pairs
from services.registry.wordings.wording import doubt_words
from shared.access import requires
from shared.doors.api import MULTIPART, Blueprint, respond, run
from shared.doors.transaction import let_go

api = Blueprint("wordings", __name__, description="What the lines of a plan are called in Kazakh")


@api.route("/plans/<uuid:plan_id>/wordings", methods=["GET"])
@requires("plan.view")
@api.response(200, schemas.WordingOut(many=True))
def list_wordings(plan_id: uuid.UUID) -> Response:
    """Give every line of a version in Russian and in Kazakh."""
    return respond(told(get_plan(plan_id).id))


@api.route("/plans/<uuid:plan_id>/wordings", methods=["POST"])
@requires(WRITE, everywhere=True)
@api.arguments(schemas.WordingsForm)
@api.response(200, schemas.WordingOut(many=True))
def write_wordings(form: dict[str, Any], plan_id: uuid.UUID) -> Response:
    """Write what some lines are called in Kazakh; a plan in force takes it without a new version."""
    return run(write, plan_id, form["wordings"], form["kazakh"], answer=told)


def write(plan_id: uuid.UUID, said: list[dict[str, Any]], answered: bool) -> uuid.UUID:
    """Keep the wordings; the version they are of."""
    texts = {item["line"]: item["kazakh"] or "" for item in said}
    operations.write_wordings(get_plan(plan_id, lock=True), texts, answered)
    return plan_id


def told(plan_id: uuid.UUID) -> list[dict[str, Any]]:
    """Every line of a version."""
    return schemas.WordingOut(many=True).dump(map(described, sides(get_plan(plan_id))))


def described(side: Side) -> dict[str, Any]:
    """A line in both languages."""
    one = side.words
    said = {name: getattr(one, name) for name in ("line", "kind", "code", "russian", "kazakh")}
    return {**said, "former": side.former, "numbers": side.apart}


@api.route("/plans/<uuid:plan_id>/wordings/readings", methods=["POST"])
@requires(WRITE, everywhere=True)
@api.arguments(schemas.WordingsFile, location="form", content_type=MULTIPART)
@api.response(200, schemas.ReadOut)
def read_wordings(form: dict[str, Any], plan_id: uuid.UUID) -> Response:
    """Read the same plan in Kazakh (multipart field `file`) and say which line is which, with what speaks
    against it. Nothing is kept: send the words you want as wordings."""
    let_go()
    annex = read_upload(form["file"])
    let_go()
    plan = get_plan(plan_id)
    return respond(read_out(told_by(plan, annex), {one.line: (one.code, one.russian) for one in lines(plan)}))


def read_out(pairs: Pairs, known: dict[str, tuple[str, str]]) -> dict[str, Any]:
    """What a file says, line by line."""
    found = {one.line: found_out(one, *known[one.line]) for one in pairs.found}
    missing = [line for line in known if line not in found and not line.startswith("unit:")]
    return {"found": list(found.values()), "missing": missing, "left": pairs.left}


def found_out(one: Found, code: str, russian: str) -> dict[str, Any]:
    """The words of a file for one line."""
    doubts = [{"code": doubt.code, "text": doubt_words(doubt)} for doubt in one.doubts]
    return {
        "line": one.line,
        "code": code,
        "russian": russian,
        "kazakh": one.text,
        "certain": not doubts,
        "doubts": doubts,
    }
