"""A service's tables of an older revision, in a schema of their own beside the tests' tables."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from alembic import command
from alembic.config import Config

from shared.migrating import SERVICES

SCHEMA = "older"


@dataclass(frozen=True)
class Older:
    """Tables that go from revision to revision; `connection` sees them alone."""

    service: str
    url: str
    keys: Path
    connection: psycopg.Connection[Any]

    def move(self, step: str, revision: str) -> None:
        """Upgrade or downgrade to a revision."""
        config = Config()
        config.set_main_option("script_location", str(SERVICES / self.service / "migrations"))
        config.attributes |= {"url": self.url, "keys": self.keys}
        getattr(command, step)(config, revision)

    def rows(self, query: str, *values: Any) -> list[tuple[Any, ...]]:
        """What a query finds; a change is kept at once."""
        done = self.connection.execute(query, values)
        return done.fetchall() if done.description else []

    def add(self, table: str, **values: Any) -> None:
        """A row of a table."""
        places = ", ".join(["%s"] * len(values))
        self.rows(f"INSERT INTO {table} ({', '.join(values)}) VALUES ({places})", *values.values())


@contextmanager
def older(env: dict[str, str], service: str, revision: str) -> Iterator[Older]:
    """The tables of a service as they were at a revision."""
    url = env[f"ASAR_{service.upper()}_DATABASE_URL"]
    own = f"{url}{'&' if '?' in url else '?'}options=-csearch_path%3D{SCHEMA}"
    with psycopg.connect(own.replace("+psycopg", ""), autocommit=True) as connection:
        connection.execute(f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE")
        connection.execute(f"CREATE SCHEMA {SCHEMA}")
        try:
            found = Older(service, own, Path(env["ASAR_KEYS"], service), connection)
            found.move("upgrade", revision)
            yield found
        finally:
            connection.execute(f"DROP SCHEMA {SCHEMA} CASCADE")
