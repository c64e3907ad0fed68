"""A month without entries is closed with a reason; copies of centres say since when and until when they work."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("journal_months", sa.Column("empty_because", sa.Text()))
    op.add_column("centre_copies", sa.Column("opened_on", sa.Date()))
    op.add_column("centre_copies", sa.Column("ended_on", sa.Date()))


def downgrade() -> None:
    op.drop_column("centre_copies", "ended_on")
    op.drop_column("centre_copies", "opened_on")
    op.drop_column("journal_months", "empty_because")
