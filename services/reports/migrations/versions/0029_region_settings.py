"""What an administrator set for the regions: their faces, which plugins speak for them."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "region_setting_copies",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("region", sa.Text(), nullable=True),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("said", postgresql.JSONB(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_region_setting_copies")),
    )


def downgrade() -> None:
    op.drop_table("region_setting_copies")
