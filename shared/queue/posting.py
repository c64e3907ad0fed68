"""A batch of records on its way to a recipient, and what he says of it."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import msgspec
from flask import current_app

from shared import routes
from shared.failures import PASSING, meaning_of
from shared.peers import NeighbourDown, Peers, Reply

log = logging.getLogger("asar.outbox")
# What an answer about the sent itself is called; of all others the recipient is the reason, and it passes.
ABOUT_WHAT_CAME = frozenset((400, 413, 422, 500))


@dataclass(frozen=True)
class Row:
    """A row of the outbox that was claimed: a record's state as it goes to a recipient."""

    id: int
    recipient: str
    kind: str
    key: str
    version: int
    state: dict[str, Any]
    request_id: str | None = None
    attempts: int = 0

    @property
    def wire(self) -> dict[str, Any]:
        """As it travels, with the number of the request that published it."""
        said = {"kind": self.kind, "key": self.key, "version": self.version, "state": self.state}
        return said | ({"request": self.request_id} if self.request_id else {})


class NotTaken(Exception):
    """The recipient answers, and does not take this; sent again it would not be taken either."""


@dataclass(frozen=True)
class Taken:
    """What a recipient answers: the reason for each record it refuses, by its place in the batch."""

    refused: dict[int, str]


class Refused(msgspec.Struct, frozen=True):
    """What a recipient says when it refuses all of it."""

    code: str = ""
    message: str = ""


def refused_by(recipient: str, batch: list[Row], patience: float) -> dict[int, str]:
    """Post a batch; what the recipient refuses of it by index, with the reason. NotTaken, NeighbourDown."""
    peers: Peers = current_app.extensions["peers"]
    asked = {"records": [row.wire for row in batch]}
    reply = peers.ask(*routes.address(recipient), asked, deadline=patience)
    if reply.status in ABOUT_WHAT_CAME:
        raise NotTaken(why(reply))
    if reply.status != 200:
        raise NeighbourDown(detail={"service": recipient, "status": reply.status})
    try:
        return msgspec.json.decode(reply.body, type=Taken).refused
    except msgspec.MsgspecError as error:
        raise NeighbourDown(detail={"service": recipient, "why": str(error)}) from error


def why(reply: Reply) -> str:
    """The recipient's reason in one line: its status, and its words where it has any."""
    try:
        said = msgspec.json.decode(reply.body, type=Refused)
    except msgspec.MsgspecError:
        said = Refused()
    return " ".join(filter(None, (str(reply.status), said.code, said.message)))[:500]


class Sending:
    """One batch under way. Refused whole by a recipient that is well, it is halved until what cannot be taken
    stands alone: it waits with its reason, and all others arrive. `left` is what has to be tried later."""

    def __init__(self, recipient: str, patience: float) -> None:
        self.recipient, self.ends = recipient, time.monotonic() + patience
        self.left: list[Row] = []
        self.is_well = False

    def parts(self, batch: list[Row]) -> Iterator[tuple[list[Row], dict[int, str]]]:
        """Parts of the batch that were answered, each with what is refused of it by its place there."""
        waiting = [batch]
        while waiting:
            part = waiting.pop()
            try:
                refused = self.answer_to(part)
            except Exception as error:
                self.note(error)
                self.left = [row for rest in (part, *waiting) for row in rest]
                return
            if refused is None:
                middle = len(part) // 2
                waiting += [part[middle:], part[:middle]]
            else:
                yield part, refused

    def answer_to(self, part: list[Row]) -> dict[int, str] | None:
        """What is refused of a part; None where it has to be halved to know."""
        try:
            return self.post(part)
        except NotTaken as error:
            self.assure()
            return {0: str(error)} if len(part) == 1 else None

    def assure(self) -> None:
        """Let an empty batch tell a sick recipient, which refuses that too, from records that cannot be
        taken; NotTaken."""
        if not self.is_well:
            self.post([])
            self.is_well = True

    def post(self, part: list[Row]) -> dict[int, str]:
        """One request, within what is left of the time."""
        left = self.ends - time.monotonic()
        if left <= 0:
            raise TimeoutError("the time for this batch is over")
        return refused_by(self.recipient, part, left)

    def note(self, error: Exception) -> None:
        """Write down why the rest goes later; in full where nobody foresaw it."""
        known = isinstance(error, NotTaken) or meaning_of(error) in PASSING
        log.warning("%s did not take records: %s", self.recipient, error, exc_info=None if known else error)
