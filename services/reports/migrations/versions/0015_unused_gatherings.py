"""Gatherings that bring nothing to a measure of their line are kept, and how many there are: a page of them is
found by its key. What stood before is looked at when a worker starts."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "unused_gatherings",
        *(sa.Column(name, sa.Text(), primary_key=True) for name in ("source", "measure", "activity_id")),
        sa.Column("project_id", sa.Text(), nullable=False),
        sa.Column("region", sa.Text(), nullable=False),
        sa.Column("occurred_on", sa.Date(), nullable=False),
    )
    op.create_index(
        "ix_unused_gatherings_page",
        "unused_gatherings",
        ["project_id", "measure", "activity_id", "occurred_on", "source"],
    )
    op.create_table(
        "unused_tallies",
        *(
            sa.Column(name, sa.Text(), primary_key=True)
            for name in ("project_id", "measure", "activity_id", "region")
        ),
        sa.Column("records", sa.Integer(), nullable=False),
    )


def downgrade() -> None:
    op.drop_table("unused_tallies")
    op.drop_table("unused_gatherings")
