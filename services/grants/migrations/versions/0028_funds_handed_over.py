"""A region's fund belongs to one deployment: what of it is away, who may award, every handover."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None
BRIEF = "the index is of a table this migration makes"


def upgrade() -> None:
    op.add_column("contests", sa.Column("handed_by", sa.Text()))
    op.add_column("funds", sa.Column("away", sa.Numeric(14, 2), server_default="0", nullable=False))
    op.add_column("funds", sa.Column("holder", sa.Text()))
    limit_awards("awarded BETWEEN 0 AND amount - away")
    op.create_check_constraint(op.f("ck_funds_away"), "funds", "away >= 0")
    op.create_table(
        "handovers",
        sa.Column("id", sa.UUID(), primary_key=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.func.now(), nullable=False),
        sa.Column("entered_by", JSONB(), nullable=False),
        sa.Column("contest_id", sa.UUID(), nullable=False),
        sa.Column("project_id", sa.UUID(), nullable=False),
        sa.Column("activity_id", sa.Text(), nullable=False),
        sa.Column("region", sa.Text(), nullable=False),
        sa.Column("giver", sa.Text(), nullable=False),
        sa.Column("taker", sa.Text(), nullable=False),
        sa.Column("amount", sa.Numeric(14, 2), nullable=False),
        sa.Column("state", sa.Text(), server_default="offered", nullable=False),
        sa.Column("terms", JSONB(), nullable=False),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True)),
        sa.Column("statements", JSONB(), server_default="[]", nullable=False),
        sa.CheckConstraint("state IN ('offered', 'accepted', 'declined')", name="state"),
        sa.CheckConstraint("amount > 0", name="amount"),
        sa.CheckConstraint("giver <> taker", name="sides"),
        sa.CheckConstraint("state <> 'declined' OR reason <> ''", name="reason"),
    )
    op.create_index("ix_handovers_contest_id", "handovers", ["contest_id"])
    op.create_index(
        "uq_handovers_offered",
        "handovers",
        ["contest_id", "region"],
        unique=True,
        postgresql_where=sa.text("state = 'offered'"),
    )


def downgrade() -> None:
    op.drop_table("handovers")
    op.drop_constraint(op.f("ck_funds_away"), "funds")
    limit_awards("awarded BETWEEN 0 AND amount")
    op.drop_column("funds", "holder")
    op.drop_column("funds", "away")
    op.drop_column("contests", "handed_by")


def limit_awards(rule: str) -> None:
    op.drop_constraint(op.f("ck_funds_awarded"), "funds")
    op.create_check_constraint(op.f("ck_funds_awarded"), "funds", rule)
