"""Tokens from the shell: each function carries its operation out and returns what is printed."""

from __future__ import annotations

from services.registry.tokens import operations as tokens
from shared.doors.transaction import carry_out


def list_tokens() -> list[str]:
    """A line for each live token: its name, scopes, region and the day it was made."""
    return [
        f"{token.name}: {' '.join(token.scopes)} {token.region or ''} ({token.created_at:%Y-%m-%d})"
        for token in tokens.live_tokens()
    ]


def revoke_tokens(name: str) -> list[str]:
    """End every live token of that name; what was ended."""
    count = carry_out(tokens.revoke_tokens, name)
    return [
        f"Revoked: {count}. The services stop believing within a minute."
        if count
        else f"There is no live token “{name}”."
    ]


def create_token(name: str, scopes: list[str], region: str | None) -> str:
    """Make a token; the secret itself."""
    return carry_out(tokens.create_token, name, scopes, region)
