"""Files over a bad line: a home gives and asks part by part, and goes on where the line broke."""

from __future__ import annotations

import logging

import msgspec

from services.registry.deployments.models import Deployment
from services.registry.deployments.operations import wire
from services.registry.deployments.operations.alone import alone
from services.registry.deployments.queries import paired_above
from services.registry.distant_files.models import ASKED
from services.registry.distant_files.operations.giving import part_for
from services.registry.distant_files.operations.taking import take
from services.registry.distant_files.queries import on_their_way, papers, row_of
from services.registry.distant_files.schemas import Answering, Asking, Part, Wish
from shared.doors.errors import Refusal
from shared.doors.transaction import carry_out, let_go

log = logging.getLogger("asar.deployments")
PATH = "/registry/internal/deployments/files"


def answered(below: Deployment, asking: Asking) -> Answering:
    """Take the part a home gives, if it was asked for; answer what is asked of it, and what it asks for."""
    if asking.give and (row := row_of(below, asking.give.sha256, lock=True)):
        take(row, asking.give)
    part = given(below, asking.want) if asking.want else None
    return Answering(wishes(below), part)


def given(below: Deployment, wish: Wish) -> Part:
    """A part of a file that was handed down to this very home; of any other nothing is said."""
    handed = (wish.sha256, wish.page) in set(papers(below.name, came=False))
    return part_for(wish) if handed else Part(sha256=wish.sha256, missing=True)


def wishes(other: Deployment) -> list[Wish]:
    """What is asked of a deployment."""
    return [Wish(row.sha256, row.page, row.got) for row in on_their_way(other)]


def exchange() -> None:
    """Give the centre what it asks for, ask it for what is wished here; one process at a time. What the line
    breaks off goes on where it stopped."""
    with alone("distant files") as mine:
        above = paired_above() if mine else None
        try:
            if above:
                both_ways(above)
        except Refusal as refusal:
            log.warning("files wait for the line: %s", refusal.code)


def both_ways(above: Deployment) -> None:
    """Give and take, as far as the line goes."""
    for wish in call(above, Asking()).wanted:
        give(above, wish)
    for row in on_their_way(above):
        fetch(above, row.sha256)


def give(above: Deployment, wish: Wish) -> None:
    """Give a file part by part, until the centre asks for no more of it."""
    left: Wish | None = wish
    while left is not None and (part := at_hand(left)):
        told = call(above, Asking(give=part))
        still = next((each for each in told.wanted if each.sha256 == wish.sha256), None)
        left = still if still and still.got > left.got else None


def at_hand(wish: Wish) -> Part | None:
    """The part that is asked for; None while the service that has the file is away: the others go on."""
    try:
        return part_for(wish)
    except Refusal as refusal:
        log.warning("a file waits for its service: %s", refusal.code)
        return None


def fetch(above: Deployment, sha256: str) -> None:
    """Take a file part by part, until nothing more of it comes."""
    before = -1
    while (row := row_of(above, sha256)) and row.state == ASKED and row.got > before:
        before = row.got
        told = call(above, Asking(want=Wish(row.sha256, row.page, before)))
        if told.part is None:
            break
        carry_out(taken, above, told.part)


def taken(above: Deployment, part: Part) -> None:
    """Take one part."""
    if row := row_of(above, part.sha256, lock=True):
        take(row, part)


def call(above: Deployment, asking: Asking) -> Answering:
    """One call to the centre; raises why it does not answer."""
    let_go()
    return msgspec.json.decode(wire.ask(above, PATH, asking).body, type=Answering)
