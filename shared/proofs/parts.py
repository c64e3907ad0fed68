"""A file part by part, for the registry, which gives it to the deployment that asked for it."""

from __future__ import annotations

import base64
import uuid
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Response

from shared.access import for_services
from shared.doors.api import respond
from shared.doors.errors import NotFound
from shared.files import files
from shared.peers import asked
from shared.proofs.declaring import floor

MOST = 2**18  # bytes at once: what a bad line brings over before it breaks


@dataclass(frozen=True)
class WhichPart:
    """The question for a part of a file: the evidence, the hash it must have, from which byte on."""

    evidence_id: str
    sha256: str
    offset: int


def internal() -> Blueprint:
    """The question as the registry asks it."""
    found = Blueprint("evidence_parts", __name__)
    found.post("/internal/evidence-part")(give)
    return found


@for_services("registry")
def give() -> Response:
    """Give a part of a file."""
    return respond(part_of(asked(WhichPart)))


def part_of(which: WhichPart) -> dict[str, Any]:
    """A part of a file with its size and type, as JSON carries it; NotFound for any other hash."""
    try:
        item = floor().session.get(floor().table, uuid.UUID(which.evidence_id))
    except ValueError as error:
        raise NotFound from error
    if item is None or item.sha256 != which.sha256:
        raise NotFound
    data = files().get(item.sha256)
    part = data[which.offset : which.offset + MOST]
    return {"size": len(data), "mime": item.mime, "data": base64.b64encode(part).decode()}
