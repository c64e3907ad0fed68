"""Handing funds over, for other tools."""

from __future__ import annotations

import uuid
from typing import Any

from flask import Response

from services.grants.contests.queries.contests import get_contest
from services.grants.handovers import operations, queries, schemas
from services.grants.handovers.models import Handover
from services.grants.handovers.queries import Home, homes
from shared.access import requires
from shared.doors.api import Blueprint, Created, beforehand, created, run
from shared.doors.cursors import after_of, page

api = Blueprint("handovers", __name__, description="Funds on their way between deployments")


@api.route("/contests/<uuid:contest_id>/handovers", methods=["POST"])
@requires("handover.make", everywhere=True)
@api.arguments(schemas.OfferIn)
@api.response(201, Created)
def offer_fund(values: dict[str, Any], contest_id: uuid.UUID) -> Response:
    """Offer what is left of a region's fund to the deployment that serves the region."""
    home = named(homes({values["region"]}), values["deployment"])
    contest = get_contest(contest_id)
    return created(operations.offer_fund, contest, values["region"], home)


def named(known: list[Home], name: str) -> Home:
    """The deployment of this name; one that is not paired serves no region."""
    return next((home for home in known if home.name == name), Home(name, ()))


@api.route("/handovers", methods=["GET"])
@requires("handover.view")
@api.arguments(schemas.HandoverFilter, location="query")
@api.response(200, schemas.HandoverOut(many=True))
def list_handovers(args: dict[str, Any]) -> Response:
    """List handovers, newest first; the next page is behind the Next-Cursor header."""
    rows = queries.handover_page(after_of(args["cursor"], uuid.UUID), args["limit"])
    return page(list(map(shown, rows)), args["limit"], lambda row: (row["id"],))


@api.route("/handovers/<uuid:handover_id>/acceptance", methods=["POST"])
@requires("handover.make", everywhere=True)
@api.response(200, schemas.HandoverOut)
def accept_fund(handover_id: uuid.UUID) -> Response:
    """Take a fund that is offered to this deployment."""
    said = beforehand(operations.ask_rules_of, queries.get_handover(handover_id, queries.MAKE))
    row = queries.get_handover(handover_id, queries.MAKE, lock=True)
    return run(operations.accept_fund, row, said, answer=shown)


@api.route("/handovers/<uuid:handover_id>/refusal", methods=["POST"])
@requires("handover.make", everywhere=True)
@api.arguments(schemas.DeclineIn)
@api.response(200, schemas.HandoverOut)
def decline_fund(values: dict[str, Any], handover_id: uuid.UUID) -> Response:
    """Say that a fund is not taken, and why."""
    row = queries.get_handover(handover_id, queries.MAKE, lock=True)
    return run(operations.decline_fund, row, values["reason"], answer=shown)


def shown(row: Handover) -> dict[str, Any]:
    """A handover as a tool reads it."""
    plain = ("id", "contest_id", "project_id", "region", "giver", "taker", "amount", "state", "reason")
    rest = ("created_at", "answered_at", "statements")
    return {name: getattr(row, name) for name in (*plain, *rest)}
