"""Installations paired with this one, what goes up, what came up."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None
BRIEF = "the indexes are of tables this migration makes"
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "deployments",
        sa.Column("id", sa.UUID(), primary_key=True),
        sa.Column("created_at", MOMENT, server_default=sa.func.now(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("side", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), server_default="", nullable=False),
        sa.Column("regions", JSONB(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("public_key", sa.Text()),
        sa.Column("code_hash", sa.Text()),
        sa.Column("code_until", MOMENT),
        sa.Column("paired_at", MOMENT),
        sa.Column("aside_since", MOMENT),
        sa.Column("restored_at", MOMENT),
        sa.UniqueConstraint("name"),
        sa.UniqueConstraint("code_hash"),
        sa.CheckConstraint("side IN ('above', 'below')", name="side"),
        sa.CheckConstraint("state IN ('invited', 'paired', 'unpaired', 'revoked')", name="state"),
    )
    op.create_index(
        "uq_deployments_above",
        "deployments",
        ["side"],
        unique=True,
        postgresql_where=sa.text("side = 'above'"),
    )
    op.create_table(
        "deployment_news",
        sa.Column(
            "deployment_id",
            sa.UUID(),
            sa.ForeignKey("deployments.id", ondelete="CASCADE"),
            primary_key=True,
        ),
        sa.Column("heard_at", MOMENT),
        sa.Column("said", JSONB(), server_default="{}", nullable=False),
        sa.Column("seen", JSONB(), server_default="{}", nullable=False),
        sa.Column("held_at", MOMENT),
        sa.Column("raised_at", MOMENT),
        sa.Column("quota_from", MOMENT),
        sa.Column("taken", sa.Integer(), server_default="0", nullable=False),
        sa.Column("told_at", MOMENT),
    )
    op.create_table(
        "deployment_keys",
        sa.Column("id", sa.UUID(), primary_key=True),
        sa.Column("created_at", MOMENT, server_default=sa.func.now(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("private_key", sa.LargeBinary(), nullable=False),
        sa.UniqueConstraint("state"),
        sa.CheckConstraint("state IN ('present', 'next')", name="state"),
    )
    op.create_table(
        "upwards",
        sa.Column("kind", sa.Text(), primary_key=True),
        sa.Column("key", sa.Text(), primary_key=True),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("state", JSONB(), nullable=False),
        sa.Column("since", MOMENT, nullable=False),
        sa.Column("due_at", MOMENT, nullable=False),
        sa.Column("attempts", sa.Integer(), server_default="0", nullable=False),
        sa.Column("claimed_until", MOMENT),
        sa.Column("refused", JSONB()),
    )
    op.create_index("ix_upwards_due_at", "upwards", ["due_at"])
    op.create_table(
        "upward_heads",
        sa.Column("sender", sa.Text(), primary_key=True),
        sa.Column("version", sa.BigInteger(), nullable=False),
    )
    op.create_table(
        "foreign_records",
        sa.Column("kind", sa.Text(), primary_key=True),
        sa.Column("key", sa.Text(), primary_key=True),
        sa.Column("deployment_id", sa.UUID(), sa.ForeignKey("deployments.id"), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("sender", sa.Text(), nullable=False),
        sa.Column("region", sa.Text()),
        sa.Column("project_id", sa.Text()),
        sa.Column("state", JSONB(), nullable=False),
        sa.Column("came_at", MOMENT, nullable=False),
        sa.Column("aside_at", MOMENT),
        sa.Column("waits_for", sa.Text()),
    )
    op.create_index("ix_foreign_records_came", "foreign_records", ["deployment_id", "came_at"])
    op.create_index("ix_foreign_records_waits_for", "foreign_records", ["waits_for"])


def downgrade() -> None:
    for table in (
        "foreign_records",
        "upward_heads",
        "upwards",
        "deployment_keys",
        "deployment_news",
        "deployments",
    ):
        op.drop_table(table)
