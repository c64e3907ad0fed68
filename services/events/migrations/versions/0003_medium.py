"""Whether copies were handed out on paper or electronically: a plan may ask for so many of each."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("publications", sa.Column("medium", sa.Text(), nullable=True))
    op.create_check_constraint(
        op.f("ck_publications_medium"), "publications", "medium IN ('paper', 'electronic')"
    )


def downgrade() -> None:
    op.drop_constraint(op.f("ck_publications_medium"), "publications")
    op.drop_column("publications", "medium")
