"""A batch of records on its way to a recipient, and what he says of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import msgspec
from flask import current_app

from shared.peers import NeighbourDown, Peers


@dataclass(frozen=True)
class Taken:
    """What a recipient answers: the reason for each record it refuses, by its place in the batch."""

    refused: dict[int, str]


def refused_by(recipient: str, wire: list[dict[str, Any]], patience: float) -> dict[int, str]:
    """Post a batch; what the recipient refuses of it by index, with the reason. NeighbourDown."""
    peers: Peers = current_app.extensions["peers"]
    reply = peers.ask(recipient, f"/{recipient}/messages", {"records": wire}, deadline=patience)
    if reply.status != 200:
        raise NeighbourDown(detail={"service": recipient, "status": reply.status})
    try:
        return msgspec.json.decode(reply.body, type=Taken).refused
    except msgspec.MsgspecError as error:
        raise NeighbourDown(detail={"service": recipient, "why": str(error)}) from error
