"""What has to exist by a day, copied from the registry."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "obligation_copies",
        sa.Column("key", sa.Text(), primary_key=True),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("project_id", sa.Text(), nullable=False),
        sa.Column("state", JSONB(), nullable=False),
    )
    op.create_index("ix_obligation_copies_id", "obligation_copies", ["id"])
    op.create_index("ix_obligation_copies_project_id", "obligation_copies", ["project_id"])


def downgrade() -> None:
    op.drop_table("obligation_copies")
