"""Copies of the registry's initiative groups; what applications called a group before is kept nowhere else,
so a group nobody knows is simply not chosen yet."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "group_copies",
        sa.Column("key", sa.Text(), primary_key=True),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("project_id", "region", "name")),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("settlement", "status")),
    )
    op.create_index("ix_group_copies_id", "group_copies", ["id"])


def downgrade() -> None:
    op.drop_table("group_copies")
