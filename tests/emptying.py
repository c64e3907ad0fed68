"""Emptying a service's tables between two tests: thousands of times, so as quickly as the database can.

To truncate a table makes new files for it and its indexes: for a dozen rows that takes ten times as long as
to delete them. What has grown large is truncated all the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from graphlib import TopologicalSorter
from typing import Any

import psycopg

LARGE_BYTES = 256 * 1024
NAMES = (
    "SELECT quote_ident(tablename) FROM pg_tables "
    "WHERE schemaname = 'public' AND tablename <> 'alembic_version' ORDER BY 1"
)
POINTERS = (
    "SELECT conrelid::regclass::text, confrelid::regclass::text FROM pg_constraint "
    "WHERE contype = 'f' AND connamespace = 'public'::regnamespace AND conrelid <> confrelid"
)
COUNTERS = "SELECT quote_ident(sequencename) FROM pg_sequences WHERE schemaname = 'public'"


@dataclass(frozen=True)
class Tables:
    """The tables of one database, those that point at others first, and their counters."""

    connection: psycopg.Connection[Any]
    names: tuple[str, ...]
    counters: tuple[str, ...]

    def clear(self) -> None:
        """No row is left, and every counter begins anew."""
        with self.connection.transaction():
            sizes = dict(self.connection.execute(filled(self.names)).fetchall())
            if sizes:
                self.connection.execute("SET LOCAL synchronous_commit = off")
                self.connection.execute(self.emptying(sizes))

    def emptying(self, sizes: dict[str, int]) -> str:
        """The statements that empty the filled tables; `sizes`: bytes of each."""
        if max(sizes.values()) > LARGE_BYTES:
            return f"TRUNCATE {', '.join(sizes)} RESTART IDENTITY CASCADE"
        again = [f"SELECT setval('{counter}', 1, false)" for counter in self.counters]
        return "; ".join([f"DELETE FROM {name}" for name in self.names if name in sizes] + again)


def filled(names: tuple[str, ...]) -> str:
    """The question which of the tables hold a row, and how many bytes each takes."""
    return " UNION ALL ".join(
        f"SELECT '{name}', pg_relation_size('{name}') WHERE EXISTS (SELECT FROM {name})" for name in names
    )


def tables_of(url: str) -> Tables:
    """The tables of a database that is not migrated any more."""
    connection = psycopg.connect(url)
    with connection.transaction():
        order: TopologicalSorter[str] = TopologicalSorter()
        for (name,) in connection.execute(NAMES):
            order.add(name)
        for pointing, pointed in connection.execute(POINTERS):
            order.add(pointed, pointing)
        counters = tuple(name for (name,) in connection.execute(COUNTERS))
    return Tables(connection, tuple(order.static_order()), counters)
