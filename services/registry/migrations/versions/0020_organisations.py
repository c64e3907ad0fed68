"""Organisations."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None
KINDS = "('partner', 'ngo', 'grantee', 'grantor', 'akimat', 'donor', 'media', 'school', 'other')"


def upgrade() -> None:
    op.create_table(
        "organisations",
        sa.Column("id", sa.UUID(), primary_key=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.func.now(), nullable=False),
        sa.Column("entered_by", JSONB(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("name_ru", sa.Text(), nullable=False),
        sa.Column("name_kk", sa.Text()),
        sa.Column("bin", sa.Text(), unique=True),
        sa.Column("region", sa.Text()),
        sa.Column("address", sa.Text()),
        sa.Column("phone", sa.Text()),
        sa.Column("email", sa.Text()),
        sa.Column("signatory", sa.Text()),
        sa.Column("signatory_post", sa.Text()),
        sa.Column("key", sa.Text(), unique=True, nullable=False),
        sa.Column("partner_key", sa.Text(), unique=True),
        sa.CheckConstraint(f"kind IN {KINDS}", name="kind"),
        sa.CheckConstraint("bin ~ '^[0-9]{12}$'", name="bin"),
    )


def downgrade() -> None:
    op.drop_table("organisations")
