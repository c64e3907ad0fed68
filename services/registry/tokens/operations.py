"""Making tokens for tools."""

from __future__ import annotations

import hashlib
import re
import secrets
from datetime import datetime

from sqlalchemy import or_, select

from services.registry.db import db
from services.registry.regions.queries import region_code
from services.registry.tokens.models import ServiceToken
from shared.clock import now
from shared.doors.errors import Invalid

SCOPE = re.compile(r"(registry|events|grants|reports):(read|write)")


class ScopeUnknown(Invalid):
    """The scope “%(scope)s” is not of the form <service>:read or <service>:write
    (registry, events, grants, reports)."""

    code = "scope_unknown"


def fingerprint(secret: str) -> str:
    """What is kept of an opaque secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


def live_tokens() -> list[ServiceToken]:
    """Tokens that are neither revoked nor expired, by name."""
    return list(
        db.session.scalars(
            select(ServiceToken)
            .order_by(ServiceToken.name, ServiceToken.created_at)
            .where(
                ServiceToken.revoked_at.is_(None),
                or_(ServiceToken.expires_at.is_(None), ServiceToken.expires_at > now()),
            )
        )
    )


def revoke_tokens(name: str) -> int:
    """End every live token of that name; how many."""
    found = [token for token in live_tokens() if token.name == name]
    for token in found:
        token.revoked_at = now()
    db.session.flush()
    return len(found)


def create_token(
    name: str, scopes: list[str], region: str | None = None, expires_at: datetime | None = None
) -> str:
    """Create a token and return its secret, which is kept only as a hash."""
    for scope in scopes:
        if not SCOPE.fullmatch(scope):
            raise ScopeUnknown(field="scope", scope=scope)
    secret = "asar_" + secrets.token_urlsafe(32)
    db.session.add(
        ServiceToken(
            name=name,
            token_hash=fingerprint(secret),
            scopes=sorted(set(scopes)),
            region=region_code(region) if region else None,
            expires_at=expires_at,
        )
    )
    db.session.flush()
    return secret
