"""Sums of records are found by their day: the edges of a window, what came after a term or outside a project."""

from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_source_sums_days", "source_sums", ["project_id", "measure", "occurred_on"])


def downgrade() -> None:
    op.drop_index("ix_source_sums_days", "source_sums")
