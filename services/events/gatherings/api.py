"""Gatherings and their participants, for other tools."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from flask import Response
from flask_smorest import Blueprint

from services.events.db import Job, db
from services.events.gatherings import operations, queries, schemas
from services.events.gatherings.models import Gathering
from services.events.participants.imports import keep_list, start_import
from services.events.participants.operations import Marker, add_participants, match_people
from services.events.participants.queries import described, participants_of
from services.events.participants.schemas import ParticipantOut, ParticipantsIn, RowResult
from services.events.participants.wording import failure_words, row_words
from services.events.projects.queries import projects
from shared.access import actor, requires
from shared.doors.api import MULTIPART, PageArgs, page, parts_of, respond, run
from shared.jobs import job_state, visible_job

api = Blueprint("gatherings", __name__, description="Gatherings and participants")


@api.route("/gatherings", methods=["POST"])
@requires("gathering.record")
@api.arguments(schemas.GatheringIn)
@api.response(201, schemas.GatheringCreated)
def record_gathering(values: dict[str, Any]) -> Response:
    """Record a gathering of an activity in a region."""
    return run(operations.record_gathering, values, answer=lambda made: {"id": made.id}, status=201)


@api.route("/gatherings", methods=["GET"])
@requires("gathering.view")
@api.arguments(schemas.GatheringFilter, location="query")
@api.response(200, schemas.GatheringOut(many=True))
def list_gatherings(args: dict[str, Any]) -> Response:
    """List gatherings, newest day first; the next page is behind the Next-Cursor header."""
    rows = queries.gathering_page(
        args, parts_of(args["cursor"], date.fromisoformat, uuid.UUID), args["limit"]
    )
    return page(rows, args["limit"], lambda row: (row["starts_on"], row["id"]))


@api.route("/gatherings/<uuid:gathering_id>", methods=["GET"])
@requires("gathering.view")
@api.response(200, schemas.GatheringOut)
def get_gathering(gathering_id: uuid.UUID) -> Response:
    """Give one gathering."""
    queries.get_gathering(gathering_id)
    row = (
        db.session.execute(queries.filtered({}).where(queries.Gathering.id == gathering_id)).mappings().one()
    )
    return respond(projects.with_codes([dict(row)])[0])


@api.route("/gatherings/<uuid:gathering_id>/participants", methods=["POST"])
@requires("gathering.record")
@api.arguments(ParticipantsIn)
@api.response(200, RowResult(many=True))
def enter_participants(values: dict[str, Any], gathering_id: uuid.UUID) -> Response:
    """Enter participants; each row gets its own result, good rows are kept whatever the others are."""
    gathering = queries.get_gathering(gathering_id, "gathering.record")
    matched, marker = match_people(gathering, values["participants"]), Marker("api", actor().id)
    return run(lambda: add_participants(queries.locked(gathering_id), matched, marker), answer=in_words)


def in_words(results: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What became of each row, with its sentence."""
    return [result | {"message": row_words(result)} for result in results]


@api.route("/gatherings/<uuid:gathering_id>/participants", methods=["GET"])
@requires("participant.view")
@api.arguments(PageArgs, location="query")
@api.response(200, ParticipantOut(many=True))
def list_participants(args: dict[str, Any], gathering_id: uuid.UUID) -> Response:
    """List who is on the gathering's list."""
    gathering = queries.get_gathering(gathering_id, "participant.view")
    after = parts_of(args["cursor"], str)
    rows = [described(item) for item in participants_of(gathering.id) if not after or str(item.id) > after[0]]
    return page(rows, args["limit"], lambda row: (row["id"],))


@api.route("/gatherings/<uuid:gathering_id>/participants/file", methods=["POST"])
@requires("gathering.record")
@api.arguments(schemas.ListIn, location="form", content_type=MULTIPART)
@api.response(202, schemas.JobStarted)
def import_participants(form: dict[str, Any], gathering_id: uuid.UUID) -> Response:
    """Read participants from an .xlsx or .csv file (multipart field `file`) in the background."""
    gathering, file = queries.get_gathering(gathering_id, "gathering.record"), form["file"]
    given = gathering, keep_list(file), actor().id
    return run(start_import, *given, answer=lambda job: {"job": job.id}, status=202)


@api.route("/gatherings/<uuid:gathering_id>/completion", methods=["POST"])
@requires("gathering.record")
@api.arguments(schemas.CompletionIn)
@api.response(200, schemas.Completed)
def complete_gathering(values: dict[str, Any], gathering_id: uuid.UUID) -> Response:
    """Mark a gathering as held, so that it counts: with people present, or with the `reason` for none;
    the answer says which evidence still lacks."""
    gathering = queries.get_gathering(gathering_id, "gathering.record", lock=True)
    return run(operations.complete_gathering, gathering, values["reason"], answer=completed)


def completed(gathering: Gathering) -> dict[str, Any]:
    """A held gathering and what still lacks."""
    missing = queries.missing_evidence(gathering)
    return {"id": gathering.id, "status": gathering.status, "missing_evidence": missing}


@api.route("/jobs/<uuid:job_id>", methods=["GET"])
@requires("job.view")
@api.response(200, schemas.JobOut)
def get_job_state(job_id: uuid.UUID) -> Response:
    """Say how far a piece of long work is."""
    job = visible_job(db.session, Job, job_id)
    return respond(
        job_state(job) | {"error": failure_words(job) or job.error if job.state == "failed" else job.error}
    )
