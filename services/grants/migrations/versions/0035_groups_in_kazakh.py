"""What an initiative group is called in Kazakh."""

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("group_copies", sa.Column("name_kk", sa.Text(), server_default="", nullable=False))


def downgrade() -> None:
    op.drop_column("group_copies", "name_kk")
