"""The newest gatherings are found by an index, however many there are."""

from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_gatherings_starts_on_id", "gatherings", ["starts_on", "id"])


def downgrade() -> None:
    op.drop_index("ix_gatherings_starts_on_id", "gatherings")
