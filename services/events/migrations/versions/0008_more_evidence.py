"""What the rule of a region asks for as evidence besides what the type needs."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    column = sa.Column("also_needed", postgresql.JSONB(), server_default="[]", nullable=False)
    op.add_column("gatherings", column)


def downgrade() -> None:
    op.drop_column("gatherings", "also_needed")
