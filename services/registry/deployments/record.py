"""Regions' homes as reports are told about them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from services.registry.db import db
from services.registry.deployments.models import BELOW, INVITED, Deployment, DeploymentNews
from services.registry.deployments.queries import news_of
from shared.clock import gone_by
from shared.language.records.deployment import Deployment as DeploymentRecord
from shared.queue.outbox import publish

SELDOM = timedelta(seconds=55)  # a home is heard with every batch


def deployment_record(item: Deployment) -> DeploymentRecord | None:
    """A region's home as it travels; nothing of one nobody was paired with yet, nor of the centre above."""
    if item.side != BELOW or (item.state == INVITED and item.paired_at is None):
        return None
    news = news_of(item)
    return DeploymentRecord(
        id=str(item.id),
        page=f"/registry/deployments/{item.id}",
        name=item.name,
        regions=tuple(item.regions),
        as_of=as_of(news, item.aside_since) if news else None,
        refused=int(news.said.get("refused", 0)) if news else 0,
        status=item.state,
    )


def as_of(news: DeploymentNews, aside_since: datetime | None = None) -> datetime | None:
    """Until when everything a home wrote has come and counts: when it was heard, less what still waits there;
    no later than since when it is set aside."""
    if news.taken_at is None:
        return None
    waits = int(news.said.get("oldest", 0)) if news.said.get("waiting") else 0
    come = news.taken_at - timedelta(seconds=waits)
    return min(come, aside_since) if aside_since else come


def publish_deployment(item: Deployment) -> None:
    """Tell reports how fresh a home is."""
    db.session.flush()
    if record := deployment_record(item):
        publish(db.session, record)


def publish_now_and_then(item: Deployment, news: DeploymentNews) -> None:
    """Tell reports how fresh a home is, not with every batch."""
    if news.told_at is None or gone_by(news.told_at) > SELDOM:
        news.told_at = datetime.now(UTC)
        publish_deployment(item)
