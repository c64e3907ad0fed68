"""What a story says, in Kazakh."""

import sqlalchemy as sa
from alembic import op

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None

COLUMNS = ("problem_kk", "action_kk", "result_kk", "numbers_kk", "quote_kk")


def upgrade() -> None:
    for name in COLUMNS:
        op.add_column("stories", sa.Column(name, sa.Text(), server_default="", nullable=False))


def downgrade() -> None:
    for name in COLUMNS:
        op.drop_column("stories", name)
