"""What migrations do to rows that wait: they are sealed, both ways."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import orjson
import sqlalchemy as sa
from alembic import context, op
from sqlalchemy.dialects.postgresql import JSONB

from shared.personal.masking import masked
from shared.sealing import ROWS, derived, seal, unseal

TABLE, COLUMNS = "rows_to_correct", ("cells", "wrong")
FATES = sa.text("SELECT id, result FROM jobs WHERE kind LIKE '%.bring_in' AND jsonb_exists(result, 'fates')")
KEEP = sa.text("UPDATE jobs SET result = CAST(:result AS jsonb) WHERE id = :id")


def key() -> bytes:
    """The key of the service whose tables are moved."""
    return derived(str(context.config.attributes["keys"]), ROWS)


def seal_rows() -> None:
    """Seal what rows say; reasons that jobs keep show the ends of personal values only, for good."""
    change(sa.LargeBinary(), lambda value: seal(key(), orjson.dumps(value)))
    for job_id, result in op.get_bind().execute(FATES).all():
        for wrong in (wrong for fate in result["fates"] for wrong in fate["wrong"]):
            wrong["text"] = masked(wrong["text"])
        op.get_bind().execute(KEEP, {"id": job_id, "result": orjson.dumps(result).decode()})
    make_reveals()


def unseal_rows() -> None:
    """Keep what rows say in plain words again; who was shown them stays in the acts."""
    op.drop_table("row_reveals")
    change(JSONB(), lambda value: orjson.loads(unseal(key(), value)))


def change(kind: Any, way: Callable[[Any], Any]) -> None:
    """Keep the columns otherwise."""
    for column in COLUMNS:
        op.alter_column(TABLE, column, new_column_name=f"former_{column}")
        op.add_column(TABLE, sa.Column(column, kind))
        table = sa.table(TABLE, *map(sa.column, ("id", f"former_{column}")), sa.column(column, kind))
        for row_id, value in op.get_bind().execute(sa.select(table.c.id, table.c[f"former_{column}"])).all():
            op.get_bind().execute(sa.update(table).where(table.c.id == row_id).values({column: way(value)}))
        op.alter_column(TABLE, column, nullable=False)
        op.drop_column(TABLE, f"former_{column}")


def make_reveals() -> None:
    """The table of who was shown what a row says."""
    op.create_table(
        "row_reveals",
        sa.Column("row_id", sa.UUID(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("entered_by", JSONB(), nullable=False),
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.func.now(), nullable=False),
        sa.ForeignKeyConstraint(["row_id"], [f"{TABLE}.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_row_reveals_row_id", "row_reveals", ["row_id"])
