"""What a region owes by a day, copied; who led a gathering."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "obligation_copies",
        sa.Column("key", sa.Text(), primary_key=True),
        sa.Column("id", sa.Text(), nullable=False, index=True),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("project_id", sa.Text(), nullable=False, index=True),
        sa.Column("indicator_id", sa.Text()),
        sa.Column("region", sa.Text()),
        sa.Column("quantity", sa.Numeric(14, 2), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
    )
    op.add_column("gatherings", sa.Column("trainers", JSONB(), nullable=False, server_default="[]"))


def downgrade() -> None:
    op.drop_column("gatherings", "trainers")
    op.drop_table("obligation_copies")
