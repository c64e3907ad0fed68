"""What a story and a donor's project is called in Kazakh."""

import sqlalchemy as sa
from alembic import op

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None

TABLES = ("stories", "donor_projects")


def upgrade() -> None:
    for table in TABLES:
        op.add_column(table, sa.Column("title_kk", sa.Text(), server_default="", nullable=False))


def downgrade() -> None:
    for table in TABLES:
        op.drop_column(table, "title_kk")
