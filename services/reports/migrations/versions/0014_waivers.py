"""Copies of gatherings keep why a condition is not asked of one."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("gathering_copies", sa.Column("waived", sa.Text(), server_default="", nullable=False))


def downgrade() -> None:
    op.drop_column("gathering_copies", "waived")
