"""Copies of gatherings keep their moments and their centre."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("gathering_copies", sa.Column("starts_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("gathering_copies", sa.Column("ends_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("gathering_copies", sa.Column("zone", sa.Text(), nullable=True))
    op.add_column("gathering_copies", sa.Column("centre_id", sa.Text(), nullable=True))


def downgrade() -> None:
    for column in ("centre_id", "zone", "ends_at", "starts_at"):
        op.drop_column("gathering_copies", column)
