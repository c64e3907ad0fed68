"""Funds between deployments: what either side signed is told to grants, which judges it."""

from __future__ import annotations

from typing import cast

from services.registry.db import db
from services.registry.handed.models import HandedRecord
from shared.language import records
from shared.language.records.fund_handover import FundHandover
from shared.language.records.fund_statement import FundStatement
from shared.queue.outbox import publish


def take_fund(row: HandedRecord) -> str:
    """Tell grants what the other deployment signed of a fund; TooNew, Unreadable."""
    tell_grants(row, row.deployment)
    return "taken"


def tell_grants(row: HandedRecord, by: str) -> None:
    """Tell grants a statement; TooNew, Unreadable."""
    publish(db.session, statement(row, by))


def statement(row: HandedRecord, by: str) -> FundStatement:
    """A signed record of a fund as it travels."""
    return FundStatement(
        id=str(row.id),
        page="/registry/handed",
        by=by,
        said_at=row.said_at,
        sha256=row.sha256,
        handover=cast(FundHandover, records.read(FundHandover.KIND, row.body)),
    )
