"""Adjustments of figures: typed, with a paper, approved by a second person."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "adjustments",
        sa.Column("id", sa.UUID(), primary_key=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.func.now(), nullable=False),
        sa.Column("entered_by", JSONB(), nullable=False),
        sa.Column("project_id", sa.Text(), nullable=False),
        sa.Column("indicator_id", sa.Text(), nullable=False),
        sa.Column("region", sa.Text()),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.Column("base", sa.Integer()),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("approved_by", JSONB()),
        sa.Column("approved_on", sa.Date()),
        sa.Column("withdrawn_because", sa.Text()),
        sa.CheckConstraint(
            "approved_by IS NULL OR approved_by->>'id' <> entered_by->>'id'", name="second_person"
        ),
        sa.CheckConstraint("amount <> 0 OR coalesce(base, 0) <> 0", name="amount"),
    )
    op.create_index("ix_adjustments_project_id", "adjustments", ["project_id", "indicator_id"])


def downgrade() -> None:
    op.execute("DELETE FROM evidence WHERE owner_kind = 'adjustment'")
    op.drop_table("adjustments")
