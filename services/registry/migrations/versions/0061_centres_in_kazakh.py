"""Who is the host of a centre and when it is open, in Kazakh."""

import sqlalchemy as sa
from alembic import op

revision = "0061"
down_revision = "0060"
branch_labels = None
depends_on = None

COLUMNS = ("host_kk", "hours_kk")


def upgrade() -> None:
    for name in COLUMNS:
        op.add_column("centres", sa.Column(name, sa.Text(), server_default="", nullable=False))


def downgrade() -> None:
    for name in COLUMNS:
        op.drop_column("centres", name)
