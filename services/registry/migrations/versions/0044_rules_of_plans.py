"""A version of a plan keeps what its regions' plugins said when it was approved; those in force before get it
at the next start."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0044"
down_revision = "0043"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("plans", sa.Column("rules", postgresql.JSONB()))


def downgrade() -> None:
    op.drop_column("plans", "rules")
