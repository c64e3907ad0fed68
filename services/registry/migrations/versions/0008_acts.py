"""Who did what, as a chain."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision, down_revision = "0008", "0007"
branch_labels = depends_on = None


def upgrade() -> None:
    """Add the acts and the head of their chain."""
    op.create_table(
        "acts",
        sa.Column("number", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("content", postgresql.JSONB, nullable=False),
        sa.Column("hash", sa.Text, nullable=False),
    )
    op.execute("CREATE INDEX ix_acts_touched ON acts USING gin ((content -> 'touched') jsonb_path_ops)")
    op.execute("CREATE INDEX ix_acts_who ON acts ((content -> 'who' ->> 'id'), number)")
    op.create_table(
        "act_head",
        sa.Column("one", sa.Boolean, primary_key=True, server_default="true"),
        sa.Column("number", sa.BigInteger, nullable=False),
        sa.Column("hash", sa.Text, nullable=False),
    )


def downgrade() -> None:
    """Take them away."""
    op.drop_table("act_head")
    op.drop_table("acts")
