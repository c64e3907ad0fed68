"""The number of a request goes with what it publishes and with the work it leaves in the queue."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for table in ("outbox", "jobs"):
        op.add_column(table, sa.Column("request_id", sa.Text()))


def downgrade() -> None:
    for table in ("outbox", "jobs"):
        op.drop_column(table, "request_id")
