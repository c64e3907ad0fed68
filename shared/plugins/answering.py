"""Files that are answers, over the wire: sent by a tool before the record that has them, given to whoever
may see that record."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any

from flask import Blueprint as Pages
from flask import Response
from marshmallow import Schema, fields

from shared.access import requires
from shared.doors.api import MULTIPART, Blueprint, UploadedFile, respond
from shared.doors.errors import NotFound
from shared.files import KEPT, files
from shared.plugins.filed import ticket
from shared.plugins.retention import Answered
from shared.proofs.declaring import ATTACH, VIEW
from shared.proofs.taking import taken_open


class AnswerFileIn(Schema):
    """A file that answers a question of a region."""

    file = UploadedFile("A PDF, a photo, a Word, Excel or PowerPoint file")


class AnswerFileOut(Schema):
    """What stands for the file as the answer in `extra`, for twelve hours and for who sent it."""

    answer = fields.String()
    name = fields.String()
    sha256 = fields.String()
    size = fields.Integer()


def calls() -> Blueprint:
    """The call that takes a file."""
    api = Blueprint("answers", __name__, description="Files that answer what a region asks")

    @api.route("/answers", methods=["POST"])
    @requires(ATTACH)
    @api.arguments(AnswerFileIn, location="form", content_type=MULTIPART)
    @api.response(201, AnswerFileOut)
    def keep_answer(form: dict[str, Any]) -> Response:
        """Keep a file (multipart field `file`) that is to answer a question of a region; it proves
        nothing."""
        kept = taken_open(form["file"], KEPT)
        told = {"name": kept.name, "sha256": kept.sha256, "size": kept.size}
        return respond({"answer": ticket(kept), **told}, 201)

    return api


def pages(answered: Iterable[Answered]) -> Pages:
    """The addresses of the files of every noun that is asked about."""
    made = Pages("answers", __name__)
    for each in answered:
        rule = f"/answers/{each.table.__tablename__}/<uuid:{each.named}>/<key>"
        made.add_url_rule(rule, f"send_{each.table.__tablename__}", requires(VIEW)(sender(each)))
    return made


def sender(answered: Answered) -> Any:
    """The view that gives the files of a noun."""

    def send_answer(key: str, **named: uuid.UUID) -> Response:
        """Give the file that answers a question of the region."""
        found = answered.find(named[answered.named]).extra.get(key)
        if not isinstance(found, dict):
            raise NotFound
        return files().send(found["sha256"], found["mime"], found["name"])

    return send_answer
