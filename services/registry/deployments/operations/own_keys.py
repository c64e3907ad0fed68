"""The key by which homes know this installation: renewed while they are away, and each told by the former
one."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sqlalchemy import delete, select, update

from services.registry.db import db
from services.registry.deployments.models import (
    BELOW,
    PAIRED,
    UNPAIRED,
    Deployment,
    DeploymentNews,
    OwnKey,
)
from services.registry.deployments.operations.pairing import end
from services.registry.deployments.queries import own_key, own_prints, sends_up
from services.registry.deployments.rules import signing
from shared.acts.changes import Change, tell
from shared.doors.errors import Conflict

KEPT = timedelta(days=90)


class HomeRenewsNothing(Conflict):
    """This is a region’s home: it exchanges its key with the centre."""

    code = "deployment_key_of_home"


def renew() -> OwnKey:
    """Sign by a new key from now on. The former one is kept: whoever knows no other is answered by it, and by
    it is told the new one. HomeRenewsNothing."""
    check_is_centre()
    forget_old()
    db.session.execute(update(OwnKey).where(OwnKey.state == "present").values(state="former"))
    return begun()


def renew_stolen() -> list[Deployment]:
    """Sign by a new key from now on, and let no former one speak for us; the homes that have to be paired
    anew, for a thief could tell them anything by the key they know. HomeRenewsNothing."""
    check_is_centre()
    db.session.execute(delete(OwnKey))
    begun()
    paired = select(Deployment).where(Deployment.side == BELOW, Deployment.state == PAIRED)
    found = list(db.session.scalars(paired.order_by(Deployment.name).with_for_update()))
    for home in found:
        end(home, UNPAIRED)
    return found


def check_is_centre() -> None:
    """HomeRenewsNothing."""
    if sends_up():
        raise HomeRenewsNothing


def begun() -> OwnKey:
    """A new key, the present one."""
    made = OwnKey(state="present", private_key=signing.seal(signing.new_private()))
    db.session.add(made)
    db.session.flush()
    tell(db.session, Change(OwnKey.__tablename__, str(made.id), "made"))
    return made


def forget_old() -> None:
    """Throw away former keys that are old and by which no paired home knows us any more."""
    known = select(DeploymentNews.knows).join(Deployment, Deployment.id == DeploymentNews.deployment_id)
    needed = set(db.session.scalars(known.where(Deployment.state == PAIRED)))
    old = OwnKey.state == "former", OwnKey.created_at < datetime.now(UTC) - KEPT
    for key in db.session.scalars(select(OwnKey).where(*old)):
        private = signing.unseal(key.private_key)
        if private is None or (None not in needed and signing.print_of(private) not in needed):
            db.session.delete(key)
    db.session.flush()


def note_known(home: Deployment, knows: str) -> None:
    """Keep by which of our keys a home knows us, as its call says; one of an older version says nothing."""
    news = db.session.get(DeploymentNews, home.id)
    if knows and news and news.knows != knows:
        news.knows = knows
        db.session.flush()


def key_for(home: Deployment) -> str | None:
    """The private key by which a home knows us: the present one, unless it only knows a former one that is
    kept. A home of an older version says nothing: it knows the first one it was told."""
    news = db.session.get(DeploymentNews, home.id)
    kept = own_prints()
    if news and news.knows:
        return kept.get(news.knows) or own_key()
    return next(reversed(kept.values()), None)
