"""Copies of gatherings keep how many questionnaires came back about one."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("gathering_copies", sa.Column("answered", sa.Integer(), server_default="0", nullable=False))


def downgrade() -> None:
    op.drop_column("gathering_copies", "answered")
