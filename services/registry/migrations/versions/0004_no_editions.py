"""A form says itself what its reader was shown; a person needs no number of its edition."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_column("people", "edition")


def downgrade() -> None:
    op.add_column("people", sa.Column("edition", sa.Integer(), server_default="1", nullable=False))
