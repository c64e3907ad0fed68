"""What a problem of a session is called in Kazakh."""

import sqlalchemy as sa
from alembic import op

revision = "0047"
down_revision = "0046"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("problems", sa.Column("title_kk", sa.Text(), server_default="", nullable=False))


def downgrade() -> None:
    op.drop_column("problems", "title_kk")
