"""What is true about handovers: who has which fund, and whether the sums of this side agree."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from flask import current_app
from sqlalchemy import Subquery, case, func, select

from services.grants.applications.models import Application
from services.grants.contests.models import Contest, Fund
from services.grants.contests.queries.reach import regions_in
from services.grants.db import db
from services.grants.handovers.models import Handover
from shared import peers
from shared.doors.errors import NotFound
from shared.language.records.fund_handover import ACCEPTED, DECLINED, OFFERED
from shared.reach import among

VIEW, MAKE = "handover.view", "handover.make"
ASKED_AT = "/registry/internal/handed/homes"
FILES_ASKED_AT = "/registry/internal/distant-files/kept"


@dataclass(frozen=True)
class Home:
    """Another deployment a fund may be handed to, with the regions it serves."""

    name: str
    regions: tuple[str, ...]


def here() -> str:
    """What this deployment is called."""
    return str(current_app.config["ASAR_DEPLOYMENT"])


def homes(regions: Collection[str]) -> list[Home]:
    """Deployments paired with this one that serve one of these regions, asked of the registry;
    NeighbourDown."""
    return peers.typed(peers.ask("registry", ASKED_AT, {"regions": sorted(regions)}, retries=1), list[Home])


def is_announced(contest: Contest) -> bool:
    """Whether its terms stand: it was opened here, or by another deployment that handed a fund of it here."""
    return contest.status in ("open", "closed", "decided") or contest.handed_by is not None


def get_handover(handover_id: uuid.UUID, permission: str = VIEW, lock: bool = False) -> Handover:
    """A handover of a region the actor reaches; NotFound. `lock` holds it against a second answer."""
    row = db.session.get(Handover, handover_id, with_for_update=lock or None, populate_existing=lock)
    regions = regions_in(permission)
    if row is None or not (regions is None or row.region in regions):
        raise NotFound
    return row


def handover_page(after: uuid.UUID | None, limit: int) -> Sequence[Handover]:
    """Handovers as a tool reads them, the newest first, one more than the limit."""
    mine = select(Handover).where(among(Handover.region, regions_in(VIEW)))
    found = mine.where(Handover.id < after) if after else mine
    return db.session.scalars(found.order_by(Handover.id.desc()).limit(limit + 1)).all()


def to_answer() -> Sequence[Handover]:
    """What was offered to this deployment and nobody answered, the oldest first."""
    mine = select(Handover).where(Handover.taker == here(), Handover.state == OFFERED)
    return db.session.scalars(mine.order_by(Handover.id)).all()


@dataclass(frozen=True)
class Come:
    """A file of another deployment that has come whole, with its size in bytes and its type."""

    sha256: str
    size: int
    mime: str


def without_papers() -> Sequence[Handover]:
    """What this deployment took and whose regulation has not been attached here yet, the oldest first."""
    taken = Handover.taker == here(), Handover.state == ACCEPTED, Handover.papers_at.is_(None)
    names = func.jsonb_array_length(Handover.terms["papers"]) > 0
    return db.session.scalars(select(Handover).where(*taken, names).order_by(Handover.id)).all()


def come(hashes: Collection[str]) -> list[Come]:
    """Those of these files that have come, asked of the registry; NeighbourDown."""
    asked = {"hashes": sorted(hashes)}
    return peers.typed(peers.ask("registry", FILES_ASKED_AT, asked, retries=1), list[Come])


def waiting_applications(contest_id: uuid.UUID, region: str) -> int:
    """How many applications of a region wait for a decision."""
    mine = Application.contest_id == contest_id, Application.region == region
    waiting = select(func.count()).where(*mine, Application.status == "registered")
    return db.session.scalar(waiting) or 0


def differing() -> list[tuple[uuid.UUID, str]]:
    """Funds whose money does not agree with the handovers of this side: what is away is what was given less
    what came back; of another deployment's contest, all there is came with a handover."""
    moved = moves()
    out = func.coalesce(moved.c.given, 0) - func.coalesce(moved.c.got, 0)
    own = case((Contest.handed_by.is_(None), Fund.away == out), else_=Fund.amount - Fund.away == -out)
    same = (moved.c.contest_id == Fund.contest_id) & (moved.c.region == Fund.region)
    found = select(Fund.contest_id, Fund.region).join(Contest, Contest.id == Fund.contest_id)
    wrong = found.outerjoin(moved, same).where(~own).order_by(Fund.contest_id, Fund.region)
    return [(contest, region) for contest, region in db.session.execute(wrong)]


def moves() -> Subquery:
    """What this side gave and what it got, by contest and region: an offer is given until it is declined."""
    given = case((Handover.giver == here(), Handover.amount), else_=0)
    got = case(((Handover.taker == here()) & (Handover.state == ACCEPTED), Handover.amount), else_=0)
    sums = func.sum(given).label("given"), func.sum(got).label("got")
    standing = select(Handover.contest_id, Handover.region, *sums).where(Handover.state != DECLINED)
    return standing.group_by(Handover.contest_id, Handover.region).subquery()
