"""Each file says whether it opens; of those kept before, a job finds it out."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("evidence", sa.Column("unopened", sa.Text()))


def downgrade() -> None:
    op.drop_column("evidence", "unopened")
