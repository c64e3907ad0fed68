"""The Kazakh wording of a plan's lines."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import UUID

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "wordings",
        sa.Column("id", UUID(as_uuid=True), primary_key=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.func.now(), nullable=False),
        sa.Column(
            "project_id",
            UUID(as_uuid=True),
            sa.ForeignKey("projects.id", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column("line", sa.Text(), nullable=False),
        sa.Column("russian", sa.Text(), nullable=False),
        sa.Column("kazakh", sa.Text(), nullable=False),
    )
    op.create_index("ix_wordings_project_id", "wordings", ["project_id"])


def downgrade() -> None:
    op.drop_table("wordings")
