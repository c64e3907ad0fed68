"""Notes on records."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None
BRIEF = "the index is of a table this migration makes"


def upgrade() -> None:
    op.create_table(
        "notes",
        sa.Column("id", sa.UUID(), primary_key=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.func.now(), nullable=False),
        sa.Column("owner_kind", sa.Text(), nullable=False),
        sa.Column("owner_id", sa.UUID(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("written_by", JSONB(), nullable=False),
        sa.Column("corrects", sa.UUID()),
        sa.Column("struck_because", sa.Text()),
        sa.UniqueConstraint("corrects"),
        sa.CheckConstraint("text <> ''", name="text"),
    )
    op.create_index("ix_notes_owner", "notes", ["owner_kind", "owner_id"])


def downgrade() -> None:
    op.drop_table("notes")
