"""What a centre is called in Kazakh."""

import sqlalchemy as sa
from alembic import op

revision = "0044"
down_revision = "0043"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("centre_copies", sa.Column("name_kk", sa.Text(), server_default="", nullable=False))


def downgrade() -> None:
    op.drop_column("centre_copies", "name_kk")
