"""Participants of a gathering and the reading of their lists, for other tools."""

from __future__ import annotations

import uuid
from typing import Any

from flask import Response

from services.events.db import Job, db
from services.events.gatherings.models import Gathering
from services.events.gatherings.queries import get_gathering
from services.events.participants import schemas
from services.events.participants.operations.attendance import Marker
from services.events.participants.operations.entering import add_participants
from services.events.participants.operations.imports import keep_list, start_import, understood
from services.events.participants.operations.layouts import go_on
from services.events.participants.operations.matching import match_people
from services.events.participants.queries import described, list_read_by, list_to_write, listed_after
from services.events.participants.wording.outcome import failure_words, row_words
from shared.access import actor, requires
from shared.doors.api import MULTIPART, Blueprint, beforehand, respond, run
from shared.doors.cursors import PageArgs, after_of, page
from shared.queue.jobs import job_state, visible_job

api = Blueprint("participants", __name__, description="Participants of gatherings")


@api.route("/gatherings/<uuid:gathering_id>/participants", methods=["POST"])
@requires("gathering.record")
@api.arguments(schemas.ParticipantsIn)
@api.response(200, schemas.RowResult(many=True))
def enter_participants(values: dict[str, Any], gathering_id: uuid.UUID) -> Response:
    """Enter participants; each row gets its own result, good rows are kept whatever the others are."""
    gathering = get_gathering(gathering_id, "gathering.record")
    matched = beforehand(match_people, gathering, values["participants"])
    marker = Marker("api", actor().id)
    return run(lambda: add_participants(list_to_write(gathering_id), matched, marker), answer=in_words)


def in_words(results: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What became of each row, with its sentence."""
    return [result | {"message": row_words(result)} for result in results]


@api.route("/gatherings/<uuid:gathering_id>/participants", methods=["GET"])
@requires("participant.view")
@api.arguments(PageArgs, location="query")
@api.response(200, schemas.ParticipantOut(many=True))
def list_participants(args: dict[str, Any], gathering_id: uuid.UUID) -> Response:
    """List who is on the gathering's list."""
    gathering = get_gathering(gathering_id, "participant.view")
    after, limit = after_of(args["cursor"], uuid.UUID), args["limit"]
    rows = [described(line) for line in listed_after(gathering.id, after, limit + 1)]
    return page(rows, limit, lambda row: (row["id"],))


@api.route("/gatherings/<uuid:gathering_id>/participants/file", methods=["POST"])
@requires("gathering.record")
@api.arguments(schemas.ListIn, location="form", content_type=MULTIPART)
@api.response(202, schemas.JobStarted)
def import_participants(form: dict[str, Any], gathering_id: uuid.UUID) -> Response:
    """Read participants from an .xlsx, .docx or .csv file (multipart field `file`) in the background.
    Where the list leaves a question (who came, which sheet, which names) the job's state becomes `asks`."""
    gathering, file = get_gathering(gathering_id, "gathering.record"), form["file"]
    said = {} if form["everybody"] is None else {"everybody": form["everybody"]}
    given = gathering, keep_list(file), actor().id, said
    return run(start_import, *given, answer=lambda job: {"job": job.id}, status=202)


@api.route("/jobs/<uuid:job_id>/mapping", methods=["GET"])
@requires("gathering.record")
@api.response(200, schemas.MappingOut)
def get_mapping(job_id: uuid.UUID) -> Response:
    """Say how a list that asks is understood: its columns with first cells, first people, rows left out."""
    job, gathering = asking_job(job_id)
    read = understood(job, gathering, {})
    told = {name: read.get(name) for name in schemas.MappingOut().fields}
    return respond(told | {"rows": read["rows"][:10]})


@api.route("/jobs/<uuid:job_id>/mapping", methods=["POST"])
@requires("gathering.record")
@api.arguments(schemas.MappingIn)
@api.response(202, schemas.JobStarted)
def answer_mapping(values: dict[str, Any], job_id: uuid.UUID) -> Response:
    """Say how a list that asks is to be read; the same job goes on."""
    return run(go_on, *asking_job(job_id), values, answer=lambda job: {"job": job.id}, status=202)


def asking_job(job_id: uuid.UUID) -> tuple[Job, Gathering]:
    """A job the caller started, with the gathering whose list he may write."""
    job, gathering_id = list_read_by(job_id)
    return job, get_gathering(gathering_id, "gathering.record")


@api.route("/jobs/<uuid:job_id>", methods=["GET"])
@requires("job.view")
@api.response(200, schemas.ListJobOut)
def get_job_state(job_id: uuid.UUID) -> Response:
    """Say how far a piece of long work is."""
    job = visible_job(db.session, Job, job_id)
    return respond(
        job_state(job) | {"error": failure_words(job) or job.error if job.state == "failed" else job.error}
    )
