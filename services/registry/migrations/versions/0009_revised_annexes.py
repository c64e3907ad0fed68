"""A revised annex: its lines are told apart from those in force, the grantor's letter is kept."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("plans", sa.Column("letter_sha256", sa.Text(), nullable=True))
    op.add_column("plans", sa.Column("letter_name", sa.Text(), nullable=True))
    op.create_table(
        "matches",
        sa.Column("plan_id", sa.UUID(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("line", sa.UUID(), nullable=False),
        sa.Column("guess", sa.UUID(), nullable=True),
        sa.Column("offered", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("answered", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("same_as", sa.UUID(), nullable=True),
        sa.Column("answered_by", sa.Text(), nullable=True),
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("kind IN ('section', 'activity', 'indicator')", name=op.f("ck_matches_kind")),
        sa.CheckConstraint("answered OR same_as IS NULL", name=op.f("ck_matches_answer")),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["plans.id"], name=op.f("fk_matches_plan_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_matches")),
        sa.UniqueConstraint("plan_id", "line", name=op.f("uq_matches_plan_id_line")),
    )
    op.create_index(op.f("ix_matches_plan_id"), "matches", ["plan_id"])


def downgrade() -> None:
    op.drop_table("matches")
    op.drop_column("plans", "letter_name")
    op.drop_column("plans", "letter_sha256")
