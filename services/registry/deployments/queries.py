"""Installations paired with this one, and what is known of them."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from flask import current_app
from sqlalchemy import func, select

from services.registry.db import db
from services.registry.deployments.models import (
    ABOVE,
    BELOW,
    PAIRED,
    Deployment,
    DeploymentNews,
    ForeignRecord,
    NameAgreement,
    OwnKey,
    Upward,
)
from services.registry.deployments.rules.signing import print_of, unseal
from services.registry.plans.models import Plan
from shared import routes
from shared.counting import Gauge
from shared.doors.errors import NotFound
from shared.language.above import AT_HOME


@dataclass(frozen=True)
class Waiting:
    """What is on its way up: how much, since when the oldest, how much is refused and why, by code."""

    waiting: int
    oldest: datetime | None
    refused: int
    reasons: dict[str, int]


@dataclass(frozen=True)
class NotTaken:
    """One reason why records are not taken above: as it was said, of how many, the page of one of them."""

    said: dict[str, Any]
    many: int
    page: str


@dataclass(frozen=True)
class Kept:
    """How many records of a home are kept, how many count nowhere, how many wait for their gathering."""

    all: int
    aside: int
    waiting: int


def own_name() -> str:
    """What this installation is called."""
    return str(current_app.config["ASAR_DEPLOYMENT"])


def upstream() -> str:
    """Where the installation above is; nothing where there is none."""
    return str(current_app.config["ASAR_UPSTREAM"])


def own_url() -> str:
    """Where people reach this installation."""
    return str(current_app.config["PUBLIC_URL"]).rstrip("/")


def own_key() -> str | None:
    """The private key this installation signs by; None where it has none, or none of this home."""
    sealed = db.session.scalar(select(OwnKey.private_key).where(OwnKey.state == "present"))
    return unseal(sealed) if sealed else None


def present_key() -> OwnKey | None:
    """The key this installation signs by, as it is kept."""
    return db.session.scalar(select(OwnKey).where(OwnKey.state == "present"))


def own_prints() -> dict[str, str]:
    """The private keys homes may know this installation by, by fingerprint: the present one, then former
    ones, the newest first."""
    found = select(OwnKey.private_key).where(OwnKey.state != "next")
    order = found.order_by(OwnKey.state.desc(), OwnKey.created_at.desc(), OwnKey.id.desc())
    opened = [private for sealed in db.session.scalars(order) if (private := unseal(sealed))]
    return {print_of(private): private for private in opened}


def own_fingerprint() -> str:
    """By what this installation is known on the telephone; nothing before it has a key."""
    private = own_key()
    return print_of(private) if private else ""


def get_deployment(deployment_id: uuid.UUID, side: str = BELOW, lock: bool = False) -> Deployment:
    """An installation; NotFound."""
    wanted = select(Deployment).where(Deployment.id == deployment_id, Deployment.side == side)
    found = db.session.scalar(wanted.with_for_update() if lock else wanted)
    if found is None:
        raise NotFound
    return found


def called(name: str) -> Deployment | None:
    """The installation of that name."""
    return db.session.scalar(select(Deployment).where(Deployment.name == name))


def get_called(name: str) -> Deployment:
    """The region's home of that name, for whoever changes it; NotFound."""
    if (found := called(name)) is None:
        raise NotFound
    return get_deployment(found.id, lock=True)


def above() -> Deployment | None:
    """The installation above this one."""
    return db.session.scalar(select(Deployment).where(Deployment.side == ABOVE))


def paired_above() -> Deployment | None:
    """The installation above this one, while they are paired."""
    found = above()
    return found if found and found.state == PAIRED else None


def home_regions() -> list[str]:
    """The regions of this home, as the centre paired it; none where all are recorded."""
    found = above() if sends_up() else None
    return list(found.regions) if found else []


def below() -> list[tuple[Deployment, DeploymentNews | None]]:
    """The regions' homes with what is known of each, by name."""
    found = (
        select(Deployment, DeploymentNews)
        .outerjoin(DeploymentNews, DeploymentNews.deployment_id == Deployment.id)
        .where(Deployment.side == BELOW)
        .order_by(Deployment.name)
    )
    return [(deployment, news) for deployment, news in db.session.execute(found)]


def news_of(deployment: Deployment) -> DeploymentNews | None:
    """What is known of an installation's present state."""
    return db.session.get(DeploymentNews, deployment.id)


def agreement_of(deployment: Deployment) -> NameAgreement | None:
    """What this side and another said of names of participants; None before anybody said anything."""
    return db.session.scalar(select(NameAgreement).where(NameAgreement.deployment_id == deployment.id))


def offered_names() -> list[Deployment]:
    """The installations that agree to names going up where this side has not said so."""
    said = NameAgreement.theirs.is_not(None) & NameAgreement.ours.is_(None)
    found = select(Deployment).join(NameAgreement, NameAgreement.deployment_id == Deployment.id)
    return list(db.session.scalars(found.where(said, Deployment.state == PAIRED).order_by(Deployment.name)))


def deployment_gauges() -> Iterator[Gauge]:
    """How fresh each region's home is, for whoever watches the suite."""
    for deployment, news in below():
        if news and news.heard_at:
            of, said = {"deployment": deployment.name}, news.said
            silent = int((datetime.now(UTC) - news.heard_at).total_seconds())
            yield Gauge("asar_deployment_heard_seconds", "Seconds since it was heard", silent, of)
            yield Gauge("asar_deployment_waiting", "Records on their way from it", said.get("waiting", 0), of)
            yield Gauge("asar_deployment_refused", "Its records not taken", said.get("refused", 0), of)


def kept_of_each() -> dict[uuid.UUID, Kept]:
    """How many records are kept of each home."""
    aside, waiting = ForeignRecord.aside_at.is_not(None), ForeignRecord.waits_for.is_not(None)
    many = func.count(), func.count().filter(aside), func.count().filter(waiting)
    found = select(ForeignRecord.deployment_id, *many).group_by(ForeignRecord.deployment_id)
    return {deployment: Kept(*counts) for deployment, *counts in db.session.execute(found)}


def kinds_below() -> frozenset[str]:
    """The kinds of records that come up: those of a region's home that reports hear of here."""
    ways = current_app.extensions["routes"]
    return frozenset(kind for kind in ways if "reports" in ways[kind].recipients) - AT_HOME


def approved_ids() -> set[str]:
    """The projects that have an approved plan."""
    found = select(Plan.project_id).where(Plan.status == "approved")
    return {str(project) for project in db.session.scalars(found)}


def waiting() -> Waiting:
    """What is on its way up."""
    open_ones = Upward.refused.is_(None)
    count = func.count().filter(open_ones)
    oldest = func.min(Upward.since).filter(open_ones)
    many, since = db.session.execute(select(count, oldest)).one()
    reason = Upward.refused["code"].astext
    why = select(reason, func.count()).where(Upward.refused.is_not(None)).group_by(reason).order_by(reason)
    reasons = {str(row[0]): int(row[1]) for row in db.session.execute(why)}
    return Waiting(many, since, sum(reasons.values()), reasons)


def not_taken() -> list[NotTaken]:
    """Why records are not taken above, each reason with what it is about."""
    page = func.min(Upward.state["page"].astext)
    found = select(Upward.refused, func.count(), page).where(Upward.refused.is_not(None))
    rows = db.session.execute(found.group_by(Upward.refused).order_by(Upward.refused))
    return [NotTaken(said or {}, many, page or "") for said, many, page in rows]


def refused_above(limit: int) -> Sequence[Upward]:
    """Records of this home that are not taken above, the longest waiting first, one more than the limit."""
    found = select(Upward).where(Upward.refused.is_not(None)).order_by(Upward.since, Upward.kind, Upward.key)
    return db.session.scalars(found.limit(limit + 1)).all()


def sends_up() -> bool:
    """Whether this is a region's home: it has somebody to tell."""
    return bool(upstream()) and routes.goes_above("gathering")
