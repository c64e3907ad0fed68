"""What a problem of a session is called in Kazakh."""

import sqlalchemy as sa
from alembic import op

revision = "0059"
down_revision = "0058"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("problem_copies", sa.Column("title_kk", sa.Text(), server_default="", nullable=False))


def downgrade() -> None:
    op.drop_column("problem_copies", "title_kk")
