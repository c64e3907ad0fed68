"""Taking what was handed down: kept as it was signed, then applied, or kept with why it could not be."""

from __future__ import annotations

from collections.abc import Callable

from services.registry.db import db
from services.registry.handed.models import HandedRecord
from services.registry.handed.operations.funds import take_fund
from services.registry.handed.operations.obligations import take_fulfilment, take_obligation
from services.registry.handed.operations.plans import take_plan
from services.registry.handed.queries import kept, newest, not_taken
from services.registry.handed.schemas import FULFILMENT, FUND, OBLIGATION, PLAN, Said
from shared.doors.errors import Refusal
from shared.language.records import TooNew, Unreadable

FIRST = {PLAN: 0}  # what the others hang on is taken before them
TAKERS: dict[str, Callable[[HandedRecord], str]] = {
    PLAN: take_plan,
    OBLIGATION: take_obligation,
    FUND: take_fund,
    FULFILMENT: take_fulfilment,
}


def take_all(came: list[Said]) -> list[HandedRecord]:
    """Take what came, plans before what belongs to them; a record that cannot be taken stops no other."""
    return [take(said) for said in sorted(came, key=lambda said: (FIRST.get(said.kind, 1), said.said_at))]


def take(said: Said) -> HandedRecord:
    """Keep a record and apply it, once; one that is older than what is known of its key only is kept."""
    if known := kept(said):
        return known
    latest = newest(said.by, said.key)
    row = keep(said)
    if latest is not None and latest.said_at > row.said_at:
        row.state = "replaced"
    else:
        pass_over(latest)
        apply(row)
    return row


def keep(said: Said) -> HandedRecord:
    """The record as a row, exactly as it was signed."""
    row = HandedRecord(
        deployment=said.by,
        came=True,
        kind=said.kind,
        key=said.key,
        said_at=said.said_at,
        sha256=said.sha256,
        body=said.body,
        signed=said.signed,
    )
    db.session.add(row)
    db.session.flush()
    return row


def pass_over(former: HandedRecord | None) -> None:
    """What was said before of the same key waits for nothing any more."""
    if former is not None and former.state != "taken":
        former.state = "replaced"


def apply(row: HandedRecord) -> None:
    """Let a record count here; what stands against it is said in its row, and its changes are undone."""
    taker = TAKERS.get(row.kind)
    if taker is None:
        row.state, row.why = "unreadable", f"unknown kind {row.kind}"
        return
    try:
        with db.session.begin_nested():
            row.state, row.why = taker(row), None
    except (TooNew, Unreadable) as error:
        row.state, row.why = "unreadable", str(error)
    except Refusal as refusal:
        row.state, row.why = "refused", refusal.code


def take_up(deployment: str) -> None:
    """Try again what could not be taken: what it waited for may have come since, or a newer version of the
    software reads it. A version of a plan waits for a person."""
    for row in not_taken(deployment):
        if not (row.kind == PLAN and row.state == "waiting"):
            apply(row)
