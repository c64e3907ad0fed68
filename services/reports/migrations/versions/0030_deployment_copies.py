"""How fresh what regions' homes sent is."""

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
        "deployment_copies",
        sa.Column("key", sa.Text(), primary_key=True),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("regions", JSONB(), nullable=False),
        sa.Column("as_of", sa.DateTime(timezone=True)),
        sa.Column("refused", sa.Integer(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
    )
    op.create_index("ix_deployment_copies_id", "deployment_copies", ["id"])


def downgrade() -> None:
    op.drop_table("deployment_copies")
