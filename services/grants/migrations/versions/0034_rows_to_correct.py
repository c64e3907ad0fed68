"""Rows of people's tables that were not entered, until somebody corrects them or puts them away."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "rows_to_correct",
        sa.Column("noun", sa.Text(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("job_id", sa.UUID(), nullable=False),
        sa.Column("file", sa.Text(), nullable=False),
        sa.Column("sheet", sa.Text()),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("mark", sa.Text(), nullable=False),
        sa.Column("like", sa.Integer()),
        sa.Column("cells", JSONB(), nullable=False),
        sa.Column("wrong", JSONB(), nullable=False),
        sa.Column("region", sa.Text()),
        sa.Column("brought_by", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), server_default="waiting", nullable=False),
        sa.Column("because", sa.Text()),
        sa.Column("closed_by", JSONB()),
        sa.Column("id", sa.UUID(), primary_key=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.func.now(), nullable=False),
        sa.CheckConstraint("state IN ('waiting', 'entered', 'put_away')", name="state"),
        sa.CheckConstraint("(state = 'waiting') = (closed_by IS NULL)", name="closed"),
        sa.CheckConstraint("(state = 'put_away') = (because IS NOT NULL)", name="because"),
    )
    op.create_index("ix_rows_to_correct_noun_mark", "rows_to_correct", ["noun", "mark"])


def downgrade() -> None:
    op.drop_table("rows_to_correct")
