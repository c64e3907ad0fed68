"""What migrations do to columns that are sealed whole, both ways."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import orjson
import sqlalchemy as sa
from alembic import context, op

from shared.sealing import ROWS, derived, seal, unseal


def sealed(value: Any) -> bytes:
    """What the database is to keep of a value, under the key of the service whose tables are moved."""
    return seal(key(), orjson.dumps(value))


def opened(value: bytes) -> Any:
    """A value that was sealed."""
    return orjson.loads(unseal(key(), value))


def key() -> bytes:
    """The key of the service whose tables are moved."""
    return derived(str(context.config.attributes["keys"]), ROWS)


def recast(table: str, column: str, kind: Any, way: Callable[[Any], Any], nullable: bool = False) -> None:
    """Keep a column otherwise; what says nothing still does."""
    former = f"former_{column}"
    op.alter_column(table, column, new_column_name=former)
    op.add_column(table, sa.Column(column, kind))
    rows = sa.table(table, sa.column("id"), sa.column(former), sa.column(column, kind))
    said = sa.select(rows.c.id, rows.c[former]).where(rows.c[former].is_not(None))
    for row_id, value in op.get_bind().execute(said).all():
        op.get_bind().execute(sa.update(rows).where(rows.c.id == row_id).values({column: way(value)}))
    if not nullable:
        op.alter_column(table, column, nullable=False)
    op.drop_column(table, former)
