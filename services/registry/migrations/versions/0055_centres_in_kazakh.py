"""What a centre is called in Kazakh."""

import sqlalchemy as sa
from alembic import op

revision = "0055"
down_revision = "0054"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("centres", sa.Column("name_kk", sa.Text(), server_default="", nullable=False))


def downgrade() -> None:
    op.drop_column("centres", "name_kk")
