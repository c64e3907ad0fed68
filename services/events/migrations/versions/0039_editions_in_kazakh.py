"""What a brochure is called in Kazakh."""

import sqlalchemy as sa
from alembic import op

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("editions", sa.Column("title_kk", sa.Text(), server_default="", nullable=False))


def downgrade() -> None:
    op.drop_column("editions", "title_kk")
