"""The registry from the shell: each function commits and returns what is printed."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from textwrap import shorten
from typing import Any

from werkzeug.datastructures import FileStorage

from services.registry.db import db
from services.registry.plans.intake import read_upload
from services.registry.plans.operations import import_plan as keep_plan
from services.registry.plans.output import doubts
from services.registry.tokens import operations as tokens
from services.registry.users import operations as users


def import_plan(name: str, data: bytes) -> list[str]:
    """Read a Word plan; its id first, then a line for each doubt."""
    plan = keep_plan(**read_upload(FileStorage(BytesIO(data), name)), by="shell")
    db.session.commit()
    return [str(plan.id), *map(in_a_line, doubts(plan))]


def in_a_line(doubt: dict[str, Any]) -> str:
    """A doubt with what the file says and how it was understood."""
    source = f" «{shorten(doubt['source'], 120, placeholder='…')}»" if doubt["source"] else ""
    return f"? {doubt['where']}:{source} {doubt['why']}; {doubt['understood']}"


def add_user(login: str, name: str, role: str, region: str | None, password: Callable[[], str]) -> str:
    """Add a user with one role; the password is asked once the role is known to be right."""
    users.role_region(role, region)
    user = users.add_user(login, name, password(), [(role, region)])
    db.session.commit()
    return f"{user.login} can sign in."


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
