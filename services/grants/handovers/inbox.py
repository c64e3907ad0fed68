"""What the other deployment signed of a handover, as the registry checked it."""

from __future__ import annotations

import uuid
from typing import Any

from services.grants.db import db
from services.grants.handovers.models import Handover
from services.grants.handovers.operations import hear_answer
from services.grants.handovers.queries import here
from shared.doors.errors import Conflict
from shared.language.records import to_json
from shared.language.records.fund_handover import OFFERED, FundHandover
from shared.language.records.fund_statement import FundStatement
from shared.queue.receiving import Envelope, Handler
from shared.tables import Sessions


class StrangeStatement(Conflict):
    """The deployment “%(by)s” signed what is not its side of this handover, or another sum."""

    code = "strange_statement"


def keep_statements(_session: Sessions, envelopes: list[Envelope]) -> None:
    """Keep what both sides signed, in the order it was said."""
    for envelope in sorted(envelopes, key=lambda one: one.record.said_at):
        keep(envelope.record)


def keep(statement: FundStatement) -> None:
    """Keep one statement: an offer to us begins a handover here, an answer ends one. StrangeStatement."""
    said = statement.handover
    row = db.session.get(Handover, uuid.UUID(said.id), with_for_update=True, populate_existing=True)
    refuse_strange(statement, row)
    if row is None:
        row = begun(said)
        db.session.add(row)
        db.session.flush()
    elif statement.by != here() and said.state != OFFERED:
        hear_answer(row, said.state, said.reason)
    note(row, statement)


def refuse_strange(statement: FundStatement, row: Handover | None) -> None:
    """The giver offers, the taker answers, and both speak of one sum; StrangeStatement."""
    said = statement.handover
    speaks = said.giver if said.state == OFFERED else said.taker
    known = row is None or (row.giver, row.taker, row.amount) == (said.giver, said.taker, said.amount)
    begins = row is not None or (said.state == OFFERED and said.taker == here())
    if statement.by != speaks or not known or not begins:
        raise StrangeStatement(by=statement.by)


def begun(said: FundHandover) -> Handover:
    """An offer to this deployment."""
    return Handover(
        id=uuid.UUID(said.id),
        contest_id=uuid.UUID(said.contest_id),
        project_id=uuid.UUID(said.project_id),
        activity_id=said.activity_id,
        region=said.region,
        giver=said.giver,
        taker=said.taker,
        amount=said.amount,
        terms=to_json(said.terms),
    )


def note(row: Handover, statement: FundStatement) -> None:
    """Write a statement beside its handover, once."""
    told: dict[str, Any] = {
        "by": statement.by,
        "said_at": statement.said_at.isoformat(),
        "sha256": statement.sha256,
        "state": statement.handover.state,
    }
    if not any(known["sha256"] == told["sha256"] for known in row.statements):
        row.statements = [*row.statements, told]


HANDLERS: dict[str, Handler] = {FundStatement.KIND: keep_statements}
