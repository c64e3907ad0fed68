"""What is counted of a database before and after it is copied, so that a restored one can be compared."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import psycopg
from psycopg import sql

from deploy.backup.moment import Chain, Counted

FLEETING = {"outbox", "jobs", "idempotency_keys", "alembic_version"}
TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename"
HEAD = "SELECT number, hash FROM act_head"
Rows = dict[tuple[str, str], int]


def count(urls: Mapping[str, str]) -> Rows:
    """Rows of every table that keeps something, by service and table."""
    rows: Rows = {}
    for service, url in urls.items():
        with psycopg.connect(url) as connection:
            rows |= {(service, table): counted(connection, table) for table in tables(connection)}
    return rows


def tables(connection: psycopg.Connection[Any]) -> list[str]:
    """The tables of a database whose rows mean something tomorrow."""
    return [row[0] for row in connection.execute(TABLES) if row[0] not in FLEETING]


def counted(connection: psycopg.Connection[Any], table: str) -> int:
    """How many rows a table has."""
    row = connection.execute(sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table))).fetchone()
    return int(row[0]) if row else 0


def between(before: Rows, after: Rows) -> list[Counted]:
    """Both counts of every table that was there both times."""
    return [Counted(*key, number, after[key]) for key, number in before.items() if key in after]


def chains(urls: Mapping[str, str]) -> list[Chain]:
    """Where each service's chain of acts ends now."""
    found = []
    for service, url in urls.items():
        with psycopg.connect(url) as connection:
            if "act_head" in set(tables(connection)):
                row = connection.execute(HEAD).fetchone()
                found.append(Chain(service, *(row or (0, ""))))
    return found
