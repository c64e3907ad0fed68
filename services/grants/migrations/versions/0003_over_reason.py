"""Why an award is more than the commission recommends."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("awards", sa.Column("over_reason", sa.Text(), nullable=True))


def downgrade() -> None:
    op.drop_column("awards", "over_reason")
