"""Many rows from few, put into a table by hand."""

from __future__ import annotations

from typing import Any

from sqlalchemy import text

COLUMNS = text(
    "SELECT column_name FROM information_schema.columns WHERE table_schema = 'public' "
    "AND table_name = :name AND is_generated = 'NEVER' ORDER BY ordinal_position"
)


def copy_rows(connection: Any, table: str, own: dict[str, str], times: int) -> None:
    """Copy the first rows of a table; `own` says in SQL what of a copy is its own, by column."""
    names = connection.execute(COLUMNS, {"name": table}).scalars().all()
    values = ", ".join(own.get(name, f'"{name}"') for name in names)
    columns = ", ".join(f'"{name}"' for name in names)
    source = f"(SELECT * FROM {table} ORDER BY created_at LIMIT 3) kept, generate_series(1, {times})"
    connection.execute(text(f"INSERT INTO {table} ({columns}) SELECT {values} FROM {source}"))
