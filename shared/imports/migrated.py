"""What migrations do to rows that wait: they are sealed, both ways."""

from __future__ import annotations

import orjson
import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from shared.personal.masking import masked
from shared.resealing import opened, recast, sealed

TABLE, COLUMNS = "rows_to_correct", ("cells", "wrong")
FATES = sa.text("SELECT id, result FROM jobs WHERE kind LIKE '%.bring_in' AND jsonb_exists(result, 'fates')")
KEEP = sa.text("UPDATE jobs SET result = CAST(:result AS jsonb) WHERE id = :id")


def seal_rows() -> None:
    """Seal what rows say; reasons that jobs keep show the ends of personal values only, for good."""
    for column in COLUMNS:
        recast(TABLE, column, sa.LargeBinary(), sealed)
    for job_id, result in op.get_bind().execute(FATES).all():
        for wrong in (wrong for fate in result["fates"] for wrong in fate["wrong"]):
            wrong["text"] = masked(wrong["text"])
        op.get_bind().execute(KEEP, {"id": job_id, "result": orjson.dumps(result).decode()})
    make_reveals()


def unseal_rows() -> None:
    """Keep what rows say in plain words again; who was shown them stays in the acts."""
    op.drop_table("row_reveals")
    for column in COLUMNS:
        recast(TABLE, column, JSONB(), opened)


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
