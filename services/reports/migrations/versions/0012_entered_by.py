"""Copies of gatherings keep who entered them; those of before do not know until events sends them anew."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("gathering_copies", sa.Column("entered_by", postgresql.JSONB(), nullable=True))


def downgrade() -> None:
    op.drop_column("gathering_copies", "entered_by")
