"""Why a condition of the plan is not asked of a gathering."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("gatherings", sa.Column("waiver_reason", sa.Text(), nullable=True))


def downgrade() -> None:
    op.drop_column("gatherings", "waiver_reason")
