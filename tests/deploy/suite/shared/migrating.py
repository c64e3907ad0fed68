"""One table a service."""

from pathlib import Path

import psycopg


def head(service: str) -> str:
    """The only revision."""
    return "0001"


def current(url: str) -> str | None:
    """The revision the database stands at."""
    with psycopg.connect(url.replace("+psycopg", "")) as connection:
        return "0001" if connection.execute("SELECT to_regclass('visits')").fetchone()[0] else None


def upgrade(service: str, url: str, keys: Path) -> bool:
    """Make the table; whether it was missing."""
    missing = current(url) is None
    with psycopg.connect(url.replace("+psycopg", "")) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS visits (id bigint GENERATED ALWAYS AS IDENTITY)")
    return missing
