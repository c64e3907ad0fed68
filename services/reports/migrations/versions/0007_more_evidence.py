"""What the rule of a region asks for as evidence of a gathering, as events told it."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    column = sa.Column("also_needed", postgresql.JSONB(), server_default="[]", nullable=False)
    op.add_column("gathering_copies", column)


def downgrade() -> None:
    op.drop_column("gathering_copies", "also_needed")
