"""When the regulation that came with a fund attached itself."""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("handovers", sa.Column("papers_at", sa.DateTime(timezone=True)))


def downgrade() -> None:
    op.drop_column("handovers", "papers_at")
