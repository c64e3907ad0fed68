"""To whom copies of an edition went, or whose review it is, in Kazakh."""

import sqlalchemy as sa
from alembic import op

revision = "0045"
down_revision = "0044"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("edition_entries", sa.Column("whom_kk", sa.Text(), server_default="", nullable=False))


def downgrade() -> None:
    op.drop_column("edition_entries", "whom_kk")
