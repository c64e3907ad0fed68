"""Contests as the other services are told about them."""

from __future__ import annotations

from decimal import Decimal

from services.grants.contests.models import Contest
from services.grants.contests.queries.funds import AMOUNTS, FundMoney, fund_rows
from services.grants.db import db
from shared.language.records.contest import Contest as ContestRecord
from shared.language.records.contest import Fund
from shared.proofs.queries import proofs_of
from shared.queue.outbox import publish

TIYN = Decimal("0.01")


def publish_contest(contest: Contest) -> None:
    """Tell reports the contest's present state with the money of each region.

    The contest is locked first (after funds, which every change of money locks before):
    a state read beside another's uncommitted change would be sent without that change.
    """
    db.session.flush()
    db.session.refresh(contest, with_for_update={"key_share": True})
    publish(db.session, contest_record(contest))


def fund(money: FundMoney) -> Fund:
    """A fund as it travels: its region and amounts with two decimals."""
    amounts = {name: getattr(money, name).quantize(TIYN) for name in AMOUNTS}
    return Fund(region=money.region, **amounts)


def contest_record(contest: Contest) -> ContestRecord:
    """Give a contest as it travels."""
    return ContestRecord(
        id=str(contest.id),
        page=f"/grants/contests/{contest.id}",
        project_id=str(contest.project_id),
        activity_id=contest.activity_id,
        title=contest.title,
        title_kk=contest.title_kk or "",
        status=contest.status,
        regulation_on=contest.regulation_on,
        commission_on=contest.commission_on,
        protocol_on=contest.protocol_on,
        funds=tuple(map(fund, fund_rows(contest.id))),
        evidence=proofs_of(contest),
        entered_by=contest.entered_by,
        handed_by=contest.handed_by or "",
    )
