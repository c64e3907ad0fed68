"""What a person promised, said in Kazakh."""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("results", sa.Column("text_kk", sa.Text(), server_default="", nullable=False))


def downgrade() -> None:
    op.drop_column("results", "text_kk")
