"""Targets of an indicator by region and by month; plans of before have none, their shares stay even."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "targets",
        sa.Column("indicator_id", sa.UUID(), nullable=False),
        sa.Column("region", sa.Text(), nullable=True),
        sa.Column("month", sa.Text(), nullable=True),
        sa.Column("value", sa.Numeric(precision=16, scale=4), nullable=False),
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("(region IS NULL) <> (month IS NULL)", name=op.f("ck_targets_place")),
        sa.CheckConstraint("month ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'", name=op.f("ck_targets_month")),
        sa.CheckConstraint("value >= 0", name=op.f("ck_targets_value")),
        sa.ForeignKeyConstraint(["indicator_id"], ["indicators.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    place = sa.text("coalesce(region, month)")
    op.create_index("uq_targets_place", "targets", ["indicator_id", place], unique=True)


def downgrade() -> None:
    op.drop_table("targets")
