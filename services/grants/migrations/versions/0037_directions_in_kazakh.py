"""What a direction of a contest, and a problem behind it, is called in Kazakh."""

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None

TABLES = ("directions", "problem_copies")


def upgrade() -> None:
    for table in TABLES:
        op.add_column(table, sa.Column("title_kk", sa.Text(), server_default="", nullable=False))


def downgrade() -> None:
    for table in TABLES:
        op.drop_column(table, "title_kk")
