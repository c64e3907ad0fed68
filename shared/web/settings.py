"""Settings every service shares."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from flask import Flask
from urllib3.exceptions import LocationParseError
from urllib3.util import parse_url

from shared import routes
from shared.language.roles import ROLES

IDLE_MILLISECONDS = 20_000  # then PostgreSQL ends a connection nobody uses: 2.5 MB each, and most rest
LOOPBACK = ("127.0.0.1", "localhost", "[::1]")


class RoleUnknown(ValueError):
    """A setting names a role there is not."""


def trusted_hosts(env: Mapping[str, str]) -> list[str]:
    """Names under which pages are answered: that of the public address, those of this machine, and what
    ASAR_TRUSTED_HOSTS adds; a page asked for under another name could be made to link there."""
    public = urlsplit(env.get("ASAR_PUBLIC_URL", "")).hostname
    added = env.get("ASAR_TRUSTED_HOSTS", "").replace(",", " ").split()
    return list(dict.fromkeys([*([public] if public else []), *LOOPBACK, *added]))


def code_roles(text: str) -> frozenset[str]:
    """Roles that sign in with a code, out of a comma list; RoleUnknown for one there is not."""
    named = frozenset(text.replace(",", " ").split())
    if unknown := named - ROLES.keys():
        raise RoleUnknown(f"ASAR_CODE_ROLES: {', '.join(sorted(unknown))}; known: {', '.join(sorted(ROLES))}")
    return named


class ChannelUnread(ValueError):
    """A setting gives no channel an address, or one that is not safe."""


def channel_addresses(text: str) -> dict[str, str]:
    """Where messages are posted, by channel, out of `plugin.code=https://… plugin.other=https://…`;
    without TLS to this machine alone. ChannelUnread."""
    pairs = [each.partition("=") for each in text.split()]
    for code, _is, address in pairs:
        if "." not in code or not is_safe(address):
            raise ChannelUnread(f"ASAR_CHANNELS: “{code}” needs an address, plugin.code=https://…")
    return {code: address for code, _is, address in pairs}


def is_safe(address: str) -> bool:
    """Whether something may be posted to an address: over TLS, or to this machine."""
    try:
        found = parse_url(address)
    except LocationParseError:
        return False
    return bool(found.host) and (
        found.scheme == "https" or (found.scheme == "http" and found.host in LOOPBACK)
    )


def engine_options(env: Mapping[str, str]) -> dict[str, Any]:
    """How long a statement may take, how many connections are kept (ASAR_POOL: one a thread), how long."""
    timeouts = {
        "statement_timeout": 60000 if env.get("ASAR_PROCESS") == "worker" else 5000,
        "lock_timeout": 3000,
        "idle_in_transaction_session_timeout": 10000,
        "idle_session_timeout": IDLE_MILLISECONDS,
        "timezone": "UTC",
    }
    options = " ".join(f"-c {name}={value}" for name, value in timeouts.items())
    return {
        "pool_size": int(env.get("ASAR_POOL") or 4),
        "max_overflow": 6,
        "pool_use_lifo": True,  # the one that was used last: the others may rest
        "pool_timeout": 5,
        "hide_parameters": True,  # names and phones are among them, and an error goes to the log
        "connect_args": {"options": options, "connect_timeout": 3},
    }


def configure(app: Flask, env: Mapping[str, str]) -> None:
    """Settings every service shares: secrets from files, database limits, cookie rules.

    Flask's SECRET_KEY signs forms and nothing else, and is one for all four: a page of events carries the
    form that signs out of registry, one cookie holds both, and a form kept over a sign-in goes through
    registry. Whatever only its own service takes back is signed with OWN_KEY.
    """
    keys = Path(env["ASAR_KEYS"]) / app.name
    secure = env.get("ASAR_PUBLIC_URL", "").startswith("https://")
    app.config.update(
        SECRET_KEY=(keys / "forms.key").read_text().strip(),
        OWN_KEY=(keys / "own.key").read_text().strip(),
        OWN_KEYS=str(keys),
        SQLALCHEMY_DATABASE_URI=env[f"ASAR_{app.name.upper()}_DATABASE_URL"],
        SQLALCHEMY_ENGINE_OPTIONS=engine_options(env),
        SESSION_COOKIE_NAME="__Host-asar_form" if secure else "asar_form",
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=secure,
        TRUSTED_HOSTS=trusted_hosts(env),
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_CHECK_DEFAULT=False,
        ASAR_HOME=env.get("ASAR_HOME", ""),
        PUBLIC_URL=env.get("ASAR_PUBLIC_URL", ""),
        SMTP_URL=env.get("ASAR_SMTP_URL", ""),
        CHANNELS=channel_addresses(env.get("ASAR_CHANNELS", "")),
        CODE_ROLES=code_roles(env.get("ASAR_CODE_ROLES", "")),
        ASAR_DEPLOYMENT=env.get("ASAR_DEPLOYMENT") or "centre",
        ASAR_UPSTREAM=env.get("ASAR_UPSTREAM", ""),
    )
    routes.init_app(app, env)
    app.extensions["neighbours"] = json.loads(env["ASAR_PERMISSIONS"])
