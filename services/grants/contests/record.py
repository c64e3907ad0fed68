"""Contests as the other services are told about them."""

from __future__ import annotations

from datetime import date
from typing import Any

from services.grants.contests.models import Contest
from services.grants.contests.queries import AMOUNTS, fund_rows
from services.grants.db import db
from services.grants.evidence.queries import files_of, proof
from shared.outbox import publish
from shared.records.grants import Contest as ContestRecord


def publish_contest(contest: Contest) -> None:
    """Tell reports the contest's present state with the money of each region.

    The contest is locked first (after funds, which every change of money locks before):
    a state read beside another's uncommitted change would be sent without that change.
    """
    db.session.flush()
    db.session.refresh(contest, with_for_update={"key_share": True})
    publish(
        db.session,
        ContestRecord(
            key=str(contest.id),
            project_id=str(contest.project_id),
            activity=contest.activity,
            title=contest.title,
            status=contest.status,
            regulation_on=iso(contest.regulation_on),
            commission_on=iso(contest.commission_on),
            protocol_on=iso(contest.protocol_on),
            funds=[as_text(row) for row in fund_rows(contest.id)],
            evidence=[proof(item) for item in files_of(contest)],
        ),
    )


def as_text(row: dict[str, Any]) -> dict[str, str]:
    """A fund as it travels: its region and amounts with two decimals."""
    return {"region": row["region"], **{name: f"{row[name]:.2f}" for name in AMOUNTS}}


def iso(day: date | None) -> str | None:
    """A day as an ISO string."""
    return day.isoformat() if day else None
