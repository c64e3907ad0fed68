"""What an initiative group and its problem are called in Kazakh."""

import sqlalchemy as sa
from alembic import op

revision = "0056"
down_revision = "0055"
branch_labels = None
depends_on = None

NAMES = ("name_kk", "problem_kk")


def upgrade() -> None:
    for name in NAMES:
        op.add_column("groups", sa.Column(name, sa.Text(), server_default="", nullable=False))


def downgrade() -> None:
    for name in NAMES:
        op.drop_column("groups", name)
