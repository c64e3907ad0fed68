"""The money of the regions."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import ColumnElement, func, select, true

from services.grants.contests.models import Contest, Fund
from services.grants.contests.queries.reach import regions_in, within
from services.grants.db import db
from shared.counting import Gauge
from shared.reach import among

ZERO = Decimal("0.00")
WATCHED = {
    "fund": "Money of a regional fund, tenge",
    "awarded": "Awarded of it, tenge",
    "paid": "Paid of it, tenge",
    "left": "Left in it, tenge",
    "away": "With another deployment, tenge",
}
AMOUNTS = ("fund", "requested", "recommended", "awarded", "paid", "left", "away")


@dataclass(frozen=True)
class FundMoney:
    """What a region has, was asked for, was advised to give, gave, paid and can still give (tenge), what
    another deployment has of it, which one awards from it now ("": this one), and how many applications and
    awards that is; without a region several added up."""

    region: str
    fund: Decimal
    requested: Decimal
    recommended: Decimal
    awarded: Decimal
    paid: Decimal
    left: Decimal
    away: Decimal
    applications: int
    awards: int
    holder: str = ""


COLUMNS = (
    Fund.region,
    Fund.amount,
    Fund.requested,
    Fund.recommended,
    Fund.awarded,
    Fund.paid,
    Fund.amount - Fund.awarded - Fund.away,
    Fund.away,
    Fund.applications,
    Fund.awards,
    func.coalesce(Fund.holder, ""),
)


def fund_rows(contest_id: uuid.UUID, regions: Collection[str] | None = None) -> list[FundMoney]:
    """Each region's money (None: of all regions)."""
    return [money for _, money in money_where(Fund.contest_id == contest_id, among(Fund.region, regions))]


def fund_regions(contest_id: uuid.UUID) -> list[str]:
    """The regions that have money in a contest."""
    mine = select(Fund.region).where(Fund.contest_id == contest_id).order_by(Fund.region)
    return list(db.session.scalars(mine))


def fund_row(contest_id: uuid.UUID, region: str) -> FundMoney:
    """One region's money."""
    return fund_rows(contest_id, [region])[0]


def visible_funds(contest_id: uuid.UUID) -> list[FundMoney]:
    """Funds of the actor's regions."""
    return fund_rows(contest_id, regions_in("contest.view", contest_id))


def visible_money(contests: Collection[uuid.UUID]) -> dict[uuid.UUID, list[FundMoney]]:
    """Funds of the actor's regions by their contest."""
    found: dict[uuid.UUID, list[FundMoney]] = {contest: [] for contest in contests}
    open_here = within("contest.view", Fund.contest_id, Fund.region)
    for contest, money in money_where(Fund.contest_id.in_(contests), open_here):
        found[contest].append(money)
    return found


def money_where(*conditions: ColumnElement[bool]) -> list[tuple[uuid.UUID, FundMoney]]:
    """Funds with their contest, by region."""
    statement = select(Fund.contest_id, *COLUMNS).where(*conditions).order_by(Fund.region)
    return [(contest, FundMoney(*money)) for contest, *money in db.session.execute(statement)]


def totals(funds: Sequence[FundMoney]) -> FundMoney:
    """The funds added up."""
    added = {name: sum((getattr(money, name) for money in funds), ZERO) for name in AMOUNTS}
    applications = sum(money.applications for money in funds)
    awards = sum(money.awards for money in funds)
    return FundMoney(region="", holder="", applications=applications, awards=awards, **added)


def fund_left(contest_id: uuid.UUID, region: str) -> Decimal:
    """What a region's fund still has."""
    left = select(Fund.amount - Fund.awarded - Fund.away)
    return db.session.scalars(left.where(Fund.contest_id == contest_id, Fund.region == region)).one()


def holder_of(contest_id: uuid.UUID, region: str) -> str | None:
    """The deployment that may award from a fund, None where it is this one."""
    mine = Fund.contest_id == contest_id, Fund.region == region
    return db.session.scalar(select(Fund.holder).where(*mine))


def funds_above(contest: Contest, most: Decimal) -> list[tuple[str, Decimal]]:
    """Regions whose funds, in this contest and in those of its activity that were opened, are more than
    `most` together (tenge), with their sums."""
    mine = (Contest.project_id == contest.project_id, Contest.activity_id == contest.activity_id)
    counted = (Contest.id == contest.id) | Contest.status.not_in(("draft", "dropped"))
    added = func.sum(Fund.amount)
    statement = select(Fund.region, added).join(Contest, Contest.id == Fund.contest_id)
    found = statement.where(*mine, counted).group_by(Fund.region).having(added > most)
    return [(region, funds) for region, funds in db.session.execute(found.order_by(Fund.region))]


def intake_days(contest_id: uuid.UUID) -> tuple[date | None, date | None]:
    """The first and the last day an application of a contest came, withdrawn ones included."""
    days = select(func.min(Fund.first_on), func.max(Fund.last_on)).where(Fund.contest_id == contest_id)
    first, last = db.session.execute(days).one()
    return first, last


def held_funds(contest: Contest) -> dict[str, Fund]:
    """The funds of a contest by region, and the contest, held against a concurrent change."""
    held = select(Fund).where(Fund.contest_id == contest.id).order_by(Fund.region).with_for_update()
    funds = {fund.region: fund for fund in db.session.scalars(held)}
    db.session.refresh(contest, with_for_update={"key_share": True})
    return funds


def fund_gauges() -> Iterator[Gauge]:
    """What every fund of every contest holds, for whoever watches the suite."""
    for contest_id, money in money_where(true()):
        of = {"contest": str(contest_id), "region": money.region}
        for name, means in WATCHED.items():
            yield Gauge(f"asar_fund_{name}_tenge", means, getattr(money, name), of)
