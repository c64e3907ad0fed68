"""A service's tables between two tests: emptied, or filled again with rows somebody made once.

That happens thousands of times, so it is done as quickly as the database can. To truncate a table makes
new files for it and its indexes: for a dozen rows that takes ten times as long as to delete them. What has
grown large is truncated all the same.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
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
class Kept:
    """The rows of the filled tables as the database writes them out, and where each counter stands."""

    rows: dict[str, bytes]
    counters: dict[str, int]


@dataclass(frozen=True)
class Tables:
    """The tables of one database, those that point at others first, and their counters."""

    connection: psycopg.Connection[Any]
    names: tuple[str, ...]
    counters: tuple[str, ...]

    def sizes(self) -> dict[str, int]:
        """The bytes of each table that holds a row."""
        asked = (
            f"SELECT '{name}', pg_relation_size('{name}') WHERE EXISTS (SELECT FROM {name})"
            for name in self.names
        )
        return dict(self.connection.execute(" UNION ALL ".join(asked)).fetchall())

    def clear(self) -> None:
        """No row is left, and every counter begins anew."""
        if sizes := self.sizes():
            with self.connection.transaction():
                self.connection.execute("SET LOCAL synchronous_commit = off")
                self.connection.execute(self.emptying(sizes))

    def emptying(self, sizes: dict[str, int]) -> str:
        """The statements that empty the filled tables."""
        if max(sizes.values()) > LARGE_BYTES:
            return f"TRUNCATE {', '.join(sizes)} RESTART IDENTITY CASCADE"
        again = [f"SELECT setval('{counter}', 1, false)" for counter in self.counters]
        return "; ".join([f"DELETE FROM {name}" for name in self.names if name in sizes] + again)

    def keep(self) -> Kept:
        """What stands here now."""
        with self.connection.transaction():
            rows = {name: self.written(name) for name in self.names}
            counters = {name: self.next_of(name) for name in self.counters}
        return Kept({name: text for name, text in rows.items() if text}, counters)

    def written(self, name: str) -> bytes:
        """The rows of a table as the database writes them out."""
        with self.connection.cursor().copy(f"COPY {name} TO STDOUT") as copy:
            return b"".join(copy)

    def next_of(self, counter: str) -> int:
        """The next number of a counter."""
        found = self.connection.execute(f"SELECT last_value + is_called::int FROM {counter}").fetchone()
        return int(found[0]) if found else 1

    def put(self, kept: Kept) -> None:
        """Fill the empty tables with what was kept, those that are pointed at first."""
        with self.connection.transaction():
            for name in (name for name in reversed(self.names) if name in kept.rows):
                with self.connection.cursor().copy(f"COPY {name} FROM STDIN") as copy:
                    copy.write(kept.rows[name])
            for counter, value in kept.counters.items():
                if value > 1:  # where it stands over empty tables
                    self.connection.execute(f"SELECT setval('{counter}', {value}, false)")


@dataclass
class Once:
    """What the first test of a file makes in one service; for the others its rows are put back. Each pair of
    servers has its own, with the ids of its project."""

    made: dict[str, tuple[str, Kept]] = field(default_factory=dict)

    def __call__(self, tables: Tables, make: Callable[[], str]) -> str:
        """The id of what `make` made in these tables: it stands there, and nothing that came later does."""
        place = tables.connection.info.dsn
        if place in self.made:
            tables.clear()
            tables.put(self.made[place][1])
        else:
            self.made[place] = make(), tables.keep()
        return self.made[place][0]


def tables_of(url: str) -> Tables:
    """The tables of a database that is not migrated any more."""
    connection = psycopg.connect(url, autocommit=True)
    with connection.transaction():
        order: TopologicalSorter[str] = TopologicalSorter()
        for (name,) in connection.execute(NAMES):
            order.add(name)
        for pointing, pointed in connection.execute(POINTERS):
            order.add(pointed, pointing)
        counters = tuple(name for (name,) in connection.execute(COUNTERS))
    return Tables(connection, tuple(order.static_order()), counters)
