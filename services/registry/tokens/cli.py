"""Tokens from the shell: each function commits and returns what is printed."""

from __future__ import annotations

from services.registry.db import db
from services.registry.tokens import operations as tokens


def list_tokens() -> list[str]:
    """A line for each live token: its name, scopes, region and the day it was made."""
    return [
        f"{token.name}: {' '.join(token.scopes)} {token.region or ''} ({token.created_at:%Y-%m-%d})"
        for token in tokens.live_tokens()
    ]


def revoke_tokens(name: str) -> list[str]:
    """End every live token of that name; what was ended."""
    count = tokens.revoke_tokens(name)
    db.session.commit()
    return [
        f"Revoked: {count}. The services stop believing within a minute."
        if count
        else f"There is no live token “{name}”."
    ]


def create_token(name: str, scopes: list[str], region: str | None) -> str:
    """Make a token; the secret itself."""
    secret = tokens.create_token(name, scopes, region)
    db.session.commit()
    return secret
