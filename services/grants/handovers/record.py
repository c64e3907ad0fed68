"""Handovers as the registry is told about them: it signs them for the other deployment."""

from __future__ import annotations

import msgspec
from flask import current_app

from services.grants.db import db
from services.grants.handovers.models import Handover
from shared.language.records.fund_handover import OFFERED, FundHandover, Terms
from shared.queue.outbox import publish


def publish_handover(row: Handover) -> None:
    """Tell the registry a handover's present state, to be signed and passed on."""
    db.session.flush()
    publish(db.session, handover_record(row))


def own_record(row: Handover) -> FundHandover | None:
    """What this side said of a handover: the giver its offer, the taker its answer; None where it is the
    other's turn."""
    mine = row.giver if row.state == OFFERED else row.taker
    return handover_record(row) if mine == current_app.config["ASAR_DEPLOYMENT"] else None


def handover_record(row: Handover) -> FundHandover:
    """A handover as it travels."""
    return FundHandover(
        id=str(row.id),
        page=f"/grants/handovers/{row.id}",
        contest_id=str(row.contest_id),
        project_id=str(row.project_id),
        activity_id=row.activity_id,
        region=row.region,
        giver=row.giver,
        taker=row.taker,
        amount=row.amount,
        state=row.state,
        terms=terms_of(row),
        reason=row.reason,
    )


def terms_of(row: Handover) -> Terms:
    """What the contest asks, as it was offered."""
    return msgspec.convert(row.terms, Terms)
