"""Reminders by channels of a region's own; why one failed as a code."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0054"
down_revision = "0053"
branch_labels = None
depends_on = None
BRIEF = "reminders are sent by hand, one by one: some thousands in years"
CHANNELS = "channel IN ('whatsapp', 'telegram', 'mail', 'copied', 'smtp')"
CODES = """UPDATE reminders SET failed_because = CASE
    WHEN failed_because = 'the address was refused' THEN 'refused' ELSE 'uncertain' END
    WHERE failed_because IS NOT NULL"""
WORDS = """UPDATE reminders SET failed_because = CASE
    WHEN failed_because = 'refused' THEN 'the address was refused'
    ELSE 'its worker ended while it was sent: ask whether it came' END
    WHERE failed_because IS NOT NULL"""
# What did not go by a channel of a region's own has to stay not sent: as a mail to where it was to go.
UNSENT = """UPDATE reminders SET channel = 'smtp', state = 'failed', failed_because = coalesce(failed_because,
    CASE state WHEN 'under_way' THEN 'uncertain' ELSE 'refused' END)
    WHERE called IS NOT NULL AND state <> 'sent'"""
COPIED = "UPDATE reminders SET channel = 'copied', address = NULL WHERE called IS NOT NULL AND state = 'sent'"


def upgrade() -> None:
    op.drop_constraint(op.f("ck_reminders_channel"), "reminders")
    op.drop_constraint(op.f("ck_reminders_email"), "reminders")
    op.alter_column("reminders", "email", new_column_name="address")
    op.add_column("reminders", sa.Column("called", JSONB(), nullable=True))
    op.add_column("reminders", sa.Column("posted", JSONB(), nullable=True))
    op.execute(CODES)
    op.create_check_constraint(op.f("ck_reminders_channel"), "reminders", f"{CHANNELS} OR called IS NOT NULL")
    op.create_check_constraint(
        op.f("ck_reminders_address"), "reminders", "channel <> 'smtp' OR address IS NOT NULL"
    )
    op.create_check_constraint(
        op.f("ck_reminders_from_here"), "reminders", "state = 'sent' OR address IS NOT NULL"
    )
    failures = "failed_because IN ('uncertain', 'refused', 'unreachable')"
    op.create_check_constraint(op.f("ck_reminders_failed_because"), "reminders", failures)


def downgrade() -> None:
    for name in ("failed_because", "from_here", "address", "channel"):
        op.drop_constraint(op.f(f"ck_reminders_{name}"), "reminders")
    op.execute(UNSENT)
    op.execute(COPIED)
    op.execute(WORDS)
    op.drop_column("reminders", "posted")
    op.drop_column("reminders", "called")
    op.alter_column("reminders", "address", new_column_name="email")
    op.create_check_constraint(op.f("ck_reminders_channel"), "reminders", CHANNELS)
    op.create_check_constraint(
        op.f("ck_reminders_email"), "reminders", "(channel = 'smtp') = (email IS NOT NULL)"
    )
