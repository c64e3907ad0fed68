"""A draft of a contest can be dropped, an acceptance taken back with its reason."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None
BEFORE = "status IN ('draft', 'open', 'closed', 'decided')"
AFTER = "status IN ('draft', 'open', 'closed', 'decided', 'dropped')"


def upgrade() -> None:
    op.add_column("awards", sa.Column("reopen_reason", sa.Text(), nullable=True))
    op.drop_constraint(op.f("ck_contests_status"), "contests")
    op.create_check_constraint(op.f("ck_contests_status"), "contests", AFTER)


def downgrade() -> None:
    op.execute("UPDATE contests SET status = 'draft' WHERE status = 'dropped'")
    op.drop_constraint(op.f("ck_contests_status"), "contests")
    op.create_check_constraint(op.f("ck_contests_status"), "contests", BEFORE)
    op.drop_column("awards", "reopen_reason")
