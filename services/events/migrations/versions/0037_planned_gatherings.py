"""Gatherings that are still planned are counted by an index of their own: a list says how many of them have
their day behind them, and read all gatherings for it."""

import sqlalchemy as sa
from alembic import op

BRIEF = "thousands of rows a project, read once; hardly any of them goes into an index"
revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None


def upgrade() -> None:
    planned = sa.text("status = 'planned'")
    op.create_index("ix_gatherings_planned", "gatherings", ["starts_on"], postgresql_where=planned)


def downgrade() -> None:
    op.drop_index("ix_gatherings_planned", "gatherings")
