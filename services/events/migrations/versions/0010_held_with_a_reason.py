"""Held counts with people or with the reason for none; what counted before keeps counting."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("gatherings", sa.Column("nobody_reason", sa.Text(), nullable=True))
    op.execute("""
        UPDATE gatherings SET nobody_reason = 'Отмечено проведённым, когда причину ещё не спрашивали'
        WHERE status = 'held'
        AND NOT EXISTS (SELECT 1 FROM participants WHERE gathering_id = gatherings.id AND attended)""")


def downgrade() -> None:
    op.drop_column("gatherings", "nobody_reason")
