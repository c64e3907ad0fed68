"""What a survey is called in Kazakh."""

import sqlalchemy as sa
from alembic import op

revision = "0042"
down_revision = "0041"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("surveys", sa.Column("title_kk", sa.Text(), server_default="", nullable=False))


def downgrade() -> None:
    op.drop_column("surveys", "title_kk")
