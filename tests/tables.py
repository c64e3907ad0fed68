"""A service's tables between two tests: as somebody made them once, or empty.

That happens thousands of times, so it is done as quickly as the database can. A table nobody wrote to since
stays as it is: how many rows it has and which transaction made the newest of them says so. To truncate a
table makes new files for it and its indexes: for a dozen rows that takes ten times as long as to delete
them. What has grown large is truncated all the same.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import psycopg

LARGE_BYTES = 256 * 1024
NAMES = (
    "SELECT quote_ident(tablename) FROM pg_tables "
    "WHERE schemaname = 'public' AND tablename <> 'alembic_version' ORDER BY 1"
)
COUNTERS = "SELECT quote_ident(sequencename) FROM pg_sequences WHERE schemaname = 'public'"
Mark = tuple[int, int]  # how many rows, and the newest transaction that made one
UNTOUCHED: Mark = (0, 0)


@dataclass(frozen=True)
class Kept:
    """The rows of the filled tables as the database writes them out, and where each counter stands."""

    rows: dict[str, bytes] = field(default_factory=dict)
    counters: dict[str, int] = field(default_factory=dict)


EMPTY = Kept()


@dataclass
class Tables:
    """The tables of one database and their counters; what they were last filled with, and how that looked."""

    connection: psycopg.Connection[Any]
    names: tuple[str, ...]
    counters: tuple[str, ...]
    held: Kept = EMPTY
    marks: dict[str, Mark] = field(default_factory=dict)

    def restore(self, kept: Kept = EMPTY) -> None:
        """They hold what was kept and nothing else: what was touched since, or is to hold other rows, is
        emptied and filled anew."""
        found, large = self.look()
        again = [name for name in self.names if large or self.differs(name, found[name], kept)]
        with self.connection.transaction():
            if again:
                self.empty([name for name in again if found[name] != UNTOUCHED], large)
                self.fill({name: kept.rows[name] for name in again if name in kept.rows})
                self.marks |= dict.fromkeys(again, UNTOUCHED) | self.marks_of(kept, again)
            self.count_from(kept.counters)
        self.held = kept

    def look(self) -> tuple[dict[str, Mark], list[str]]:
        """The mark of each table, and which have grown large."""
        asked = (
            f"SELECT '{name}', count(*), coalesce(max(xmin::text::bigint), 0), pg_relation_size('{name}') "
            f"FROM {name}"
            for name in self.names
        )
        rows = self.connection.execute(" UNION ALL ".join(asked), prepare=True).fetchall()
        marks = {name: (count, newest) for name, count, newest, _ in rows}
        return marks, [name for name, *_, size in rows if size > LARGE_BYTES]

    def is_filled(self) -> bool:
        """Whether any table holds a row."""
        return any(mark != UNTOUCHED for mark in self.look()[0].values())

    def differs(self, name: str, found: Mark, kept: Kept) -> bool:
        """Whether a table was touched, or is to hold other rows than it does."""
        return found != self.marks.get(name, UNTOUCHED) or self.held.rows.get(name) != kept.rows.get(name)

    def empty(self, filled: list[str], large: list[str]) -> None:
        """No row is left in the filled tables."""
        if large:
            self.connection.execute(f"TRUNCATE {', '.join({*filled, *large})} CASCADE")
        elif filled:
            self.connection.execute("; ".join(f"DELETE FROM {name}" for name in filled))

    def fill(self, rows: dict[str, bytes]) -> None:
        """Rows of emptied tables, as the database wrote them out."""
        for name, text in rows.items():
            with self.connection.cursor().copy(f"COPY {name} FROM STDIN") as copy:
                copy.write(text)

    def marks_of(self, kept: Kept, names: list[str]) -> dict[str, Mark]:
        """The marks of tables that this transaction filled."""
        (newest,) = self.connection.execute("SELECT pg_current_xact_id()::text::bigint").fetchone() or (0,)
        return {name: (kept.rows[name].count(b"\n"), newest) for name in names if name in kept.rows}

    def count_from(self, counters: dict[str, int]) -> None:
        """Every counter goes on from where it stood, or begins anew."""
        values = (f"setval('{name}', {counters.get(name, 1)}, false)" for name in self.counters)
        if self.counters:
            self.connection.execute(f"SELECT {', '.join(values)}")

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


@dataclass
class Once:
    """What the first test of a file makes in one service; for the others its rows are put back. Each pair of
    servers has its own, with the ids of its project."""

    made: dict[str, tuple[str, Kept]] = field(default_factory=dict)

    def __call__(self, tables: Tables, make: Callable[[], str]) -> str:
        """The id of what `make` made in these tables: it stands there, and nothing that came later does."""
        place = tables.connection.info.dsn
        if place in self.made:
            tables.restore(self.made[place][1])
        else:
            self.made[place] = make(), tables.keep()
        return self.made[place][0]


def tables_of(admin_url: str, database: str) -> Tables:
    """The tables of a database that is not migrated any more. The administrator of the servers may write
    rows that point at others in any order, and nothing looks after each of them."""
    connection = psycopg.connect(admin_url, dbname=database, autocommit=True)
    connection.execute("SET session_replication_role = replica; SET synchronous_commit = off")
    names, counters = (tuple(name for (name,) in connection.execute(asked)) for asked in (NAMES, COUNTERS))
    return Tables(connection, names, counters)
