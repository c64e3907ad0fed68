"""Where Asar runs: the options of the command and the ASAR_* environment, read once."""

from __future__ import annotations

import argparse
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from deploy.front.upstreams import read_upstreams
from deploy.running.scale import Scaling, read_scaling
from deploy.trouble import Trouble

ROOT = Path(__file__).resolve().parent.parent
SERVICES = ("registry", "events", "grants", "reports")
MAKES_DOCUMENTS = ("reports",)


@dataclass(frozen=True)
class Settings:
    """One installation: its home folder, its address, its servers (None: the embedded ones)."""

    home: Path
    host: str
    port: int
    public_url: str
    prefix: str
    database_url: str | None
    redis_url: str | None
    queue: str
    deployment: str = "centre"
    backup_to: str | None = None
    backup_hours: float = 24
    backup_wal: bool = False
    passphrase: str | None = field(default=None, repr=False)
    scaling: Scaling = field(default_factory=Scaling)
    upstreams: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def keys(self) -> Path:
        """The folder of key material."""
        return self.home / "keys"

    @property
    def logs(self) -> Path:
        """The folder of the children's logs."""
        return self.home / "logs"


def read_settings(args: argparse.Namespace | None = None, env: Mapping[str, str] | None = None) -> Settings:
    """Options first, then the environment, then the defaults. Raises Trouble when a value cannot be used."""
    env = os.environ if env is None else env
    home = Path(getattr(args, "home", None) or env.get("ASAR_HOME") or ROOT / ".asar").expanduser().resolve()
    host = env.get("ASAR_HOST") or "127.0.0.1"
    prefix = read_prefix(env.get("ASAR_DATABASE_PREFIX") or "asar")
    port = read_port(getattr(args, "port", None) or env.get("ASAR_PORT") or "8000")
    return Settings(
        home,
        host,
        port,
        read_public_url(env, host, port),
        prefix,
        env.get("ASAR_DATABASE_URL") or None,
        env.get("ASAR_REDIS_URL") or None,
        env.get("ASAR_QUEUE") or prefix,
        read_deployment(env.get("ASAR_DEPLOYMENT") or "centre"),
        env.get("ASAR_BACKUP_TO") or None,
        read_hours(env.get("ASAR_BACKUP_HOURS") or "24"),
        env.get("ASAR_BACKUP_WAL") == "1",
        env.get("ASAR_BACKUP_PASSPHRASE") or None,
        read_scaling(env, SERVICES),
        read_upstreams(env, SERVICES),
    )


def read_public_url(env: Mapping[str, str], host: str, port: int) -> str:
    """The address people use, without a slash at its end."""
    return (env.get("ASAR_PUBLIC_URL") or f"http://{reached_at(host)}:{port}").rstrip("/")


def reached_at(host: str) -> str:
    """Where this machine reaches a listening address."""
    return {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)


def read_port(value: str) -> int:
    """A TCP port, 1-65535."""
    if not value.isdecimal() or not 0 < int(value) < 65536:
        raise Trouble(f"the port must be a number from 1 to 65535, not {value!r} (--port or ASAR_PORT)")
    return int(value)


def read_hours(value: str) -> float:
    """How many hours lie between two backups."""
    try:
        hours = float(value)
    except ValueError:
        hours = 0
    if not 0 < hours <= 24 * 31:
        raise Trouble(f"ASAR_BACKUP_HOURS must be a number of hours, at most 744, not {value!r}")
    return hours


def read_prefix(value: str) -> str:
    """The beginning of database and role names."""
    if not re.fullmatch(r"[a-z][a-z0-9_]{0,40}", value):
        raise Trouble(f"ASAR_DATABASE_PREFIX must be small Latin letters, digits and _, not {value!r}")
    return value


def read_deployment(value: str) -> str:
    """What this installation is called in the keys of its records."""
    if not re.fullmatch(r"[a-z][a-z0-9_]{0,30}", value):
        raise Trouble(f"ASAR_DEPLOYMENT must be small Latin letters, digits and _, not {value!r}")
    return value
