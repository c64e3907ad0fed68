"""What an administrator set for the regions: their faces, which plugins speak for them."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "region_settings",
        sa.Column("region", sa.Text(), nullable=True),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("face", postgresql.JSONB(), nullable=False),
        sa.Column("worn", postgresql.JSONB(), nullable=False),
        sa.Column("locked", postgresql.JSONB(), nullable=False),
        sa.Column("off", postgresql.JSONB(), nullable=False),
        sa.Column("ordered", postgresql.JSONB(), nullable=False),
        sa.Column("why", sa.Text(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_region_settings")),
    )
    op.create_index(
        "uq_region_settings_number",
        "region_settings",
        ["region", "number"],
        unique=True,
        postgresql_nulls_not_distinct=True,
    )
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
    op.drop_table("region_settings")
