"""Gatherings know how many questionnaires came back about them."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("gatherings", sa.Column("answered", sa.Integer(), server_default="0", nullable=False))


def downgrade() -> None:
    op.drop_column("gatherings", "answered")
