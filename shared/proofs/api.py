"""Evidence for other tools: one call to attach and one to list, for every noun that files prove."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any

from flask import Response

from shared.access import requires
from shared.doors.api import MULTIPART, Blueprint, respond, run
from shared.proofs.declaring import ATTACH, VIEW, Proven, floor
from shared.proofs.operations import attach
from shared.proofs.queries import evidence_out, visible_files
from shared.proofs.schemas import EvidenceIn, EvidenceOut
from shared.proofs.taking import taken


def calls(nouns: Iterable[Proven]) -> Blueprint:
    """The calls of the nouns of a service."""
    known = list(nouns)
    api = Blueprint("evidence", __name__, description="Files that prove what is recorded")
    taking = api.arguments(evidence_in(known), location="form", content_type=MULTIPART)
    attaching = requires(ATTACH)(taking(api.response(201, EvidenceOut)(attach_evidence)))
    listing = requires(VIEW)(api.response(200, EvidenceOut(many=True))(list_evidence))
    for noun in known:
        rule = f"/{noun.path}/<uuid:{noun.kind}_id>/evidence"
        api.route(rule, methods=["POST"])(attaching)
        api.route(rule, methods=["GET"])(listing)
    return api


def evidence_in(nouns: Iterable[Proven]) -> EvidenceIn:
    """The shape of a sent file, with the kinds each noun knows."""
    shape = EvidenceIn()
    kinds = "; ".join(f"{noun.kind}: {', '.join(noun.kinds)}" for noun in nouns)
    told = shape.fields["kind"]
    told.metadata = {**told.metadata, "description": kinds}
    return shape


def attach_evidence(form: dict[str, Any], **named: uuid.UUID) -> Response:
    """Attach a file (multipart field `file`) of a kind its owner knows
    and of a type that can prove it. One that cannot be opened is kept, says why (`unopened`)
    and does not count."""
    stored = taken(form["file"])
    record = asked(named, ATTACH, lock=True)
    given = stored, form["kind"], form["again"], form["both_sides"]
    return run(attach, record, *given, answer=lambda item: evidence_out([item])[0], status=201)


def list_evidence(**named: uuid.UUID) -> Response:
    """List the files that prove it."""
    return respond(evidence_out(visible_files(asked(named, VIEW))))


def asked(named: dict[str, uuid.UUID], permission: str, lock: bool = False) -> Any:
    """The record an address names, `{"<kind>_id": …}`; NotFound, Forbidden."""
    ((name, record_id),) = named.items()
    return floor().nouns[name.removesuffix("_id")].find(record_id, permission, lock=lock)
