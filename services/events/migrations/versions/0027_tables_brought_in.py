"""Rows of tables that were brought in, and what their columns mean."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def row() -> list[sa.Column]:
    """What both tables have."""
    return [
        sa.Column("id", sa.UUID(), primary_key=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.func.now(), nullable=False),
        sa.Column("noun", sa.Text(), nullable=False),
    ]


def upgrade() -> None:
    op.create_table(
        "brought_rows",
        *row(),
        sa.Column("mark", sa.Text(), nullable=False),
        sa.Column("job_id", sa.UUID(), nullable=False),
        sa.Column("made_id", sa.UUID()),
        sa.UniqueConstraint("noun", "mark"),
    )
    op.create_table(
        "table_layouts",
        *row(),
        sa.Column("titles", sa.Text(), nullable=False),
        sa.Column("columns", JSONB(), nullable=False),
        sa.UniqueConstraint("noun", "titles"),
    )


def downgrade() -> None:
    op.drop_table("table_layouts")
    op.drop_table("brought_rows")
