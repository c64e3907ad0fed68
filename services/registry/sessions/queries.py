"""Who a session cookie or a tool's token belongs to: the one answer all four services rely on."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select, text
from sqlalchemy.orm import joinedload, selectinload

from services.registry.db import db
from services.registry.deployments.queries import home_regions
from services.registry.sessions.models import Session
from services.registry.sessions.operations import IDLE
from services.registry.tokens.models import ServiceToken
from services.registry.tokens.operations import fingerprint
from services.registry.users.models import User
from services.registry.users.queries import describe

SEEN = text(
    "UPDATE sessions SET last_seen_at = now() WHERE id = :id AND last_seen_at < now() - interval '1 minute'"
)


def introspect(kind: str, credential: str) -> dict[str, Any] | None:
    """`{id, name, kind, grants, scopes, region, within, locale}` of a live credential, or None."""
    found = of_session(credential) if kind == "session" else of_token(credential)
    return found | {"within": home_regions()} if found else None


def of_session(secret: str) -> dict[str, Any] | None:
    """The user behind a session that has not ended, expired or idled out."""
    found = db.session.scalar(
        select(Session)
        .where(Session.token_hash == fingerprint(secret))
        .options(joinedload(Session.user).options(selectinload(User.grants)))
    )
    moment = datetime.now(UTC)
    if (
        not found
        or found.ended_at
        or found.expires_at < moment
        or found.last_seen_at < moment - IDLE
        or not found.user.active
    ):
        return None
    with db.engine.begin() as connection:
        connection.execute(SEEN, {"id": found.id})
    return describe(found.user)


def of_token(secret: str) -> dict[str, Any] | None:
    """The tool behind a token that has not expired or been revoked."""
    found = db.session.scalar(select(ServiceToken).where(ServiceToken.token_hash == fingerprint(secret)))
    if not found or found.revoked_at or (found.expires_at and found.expires_at < datetime.now(UTC)):
        return None
    return {
        "id": str(found.id),
        "kind": "token",
        "name": found.name,
        "scopes": found.scopes,
        "region": found.region,
    }
