"""A part of a file that another deployment asked for, of whichever service has it."""

from __future__ import annotations

import re
from typing import Any

import msgspec

from services.registry.distant_files.schemas import Part, Wish
from shared import peers
from shared.doors.errors import NotFound, Refusal
from shared.proofs.parts import WhichPart, part_of

PLACE = re.compile(r"/(?P<service>registry|events|grants|reports)/evidence/(?P<id>[0-9a-f-]{36})")


def part_for(wish: Wish) -> Part:
    """The part that follows what has come; `missing` where there is no such file, of no such hash."""
    found = PLACE.fullmatch(wish.page)
    if found is None or wish.got < 0:
        return Part(sha256=wish.sha256, missing=True)
    try:
        told = told_by(found["service"], WhichPart(found["id"], wish.sha256, wish.got))
    except Refusal as refusal:
        if refusal.status == NotFound.status:
            return Part(sha256=wish.sha256, missing=True)
        raise
    return msgspec.convert({**told, "sha256": wish.sha256, "offset": wish.got}, Part)


def told_by(service: str, which: WhichPart) -> dict[str, Any]:
    """What the service that has a file says; NotFound."""
    if service == "registry":
        return part_of(which)
    return dict(peers.ask(service, f"/{service}/internal/evidence-part", vars(which)))
