"""People who were erased, since when and why."""

import sqlalchemy as sa
from alembic import op

revision = "0050"
down_revision = "0049"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("people", sa.Column("erased_on", sa.Date(), nullable=True))
    op.add_column("people", sa.Column("erased_because", sa.Text(), nullable=True))


def downgrade() -> None:
    op.drop_column("people", "erased_because")
    op.drop_column("people", "erased_on")
