"""Reminders that were sent, and the words they are made of."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def born() -> sa.Column:
    """When a row was written."""
    return sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.func.now(), nullable=False)


def upgrade() -> None:
    receiver = sa.ForeignKey("users.id", ondelete="CASCADE")
    op.create_table(
        "reminders",
        sa.Column("id", sa.UUID(), primary_key=True),
        born(),
        sa.Column("entered_by", JSONB(), nullable=False),
        sa.Column("card", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("receiver_id", sa.UUID(), receiver, nullable=False),
        sa.Column("receiver", sa.Text(), nullable=False),
        sa.Column("locale", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("email", sa.Text()),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), server_default="sent", nullable=False),
        sa.Column("failed_because", sa.Text()),
        sa.CheckConstraint("channel IN ('whatsapp', 'telegram', 'mail', 'copied', 'smtp')", name="channel"),
        sa.CheckConstraint("state IN ('queued', 'under_way', 'sent', 'failed')", name="state"),
        sa.CheckConstraint("(channel = 'smtp') = (email IS NOT NULL)", name="email"),
    )
    op.create_index("ix_reminders_receiver_id", "reminders", ["receiver_id"])
    op.create_index("ix_reminders_card", "reminders", ["card", "created_at"])
    op.create_table(
        "reminder_texts",
        sa.Column("id", sa.UUID(), primary_key=True),
        born(),
        sa.Column("locale", sa.Text(), unique=True, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.CheckConstraint("locale IN ('ru', 'kk')", name="locale"),
    )


def downgrade() -> None:
    op.drop_table("reminder_texts")
    op.drop_table("reminders")
