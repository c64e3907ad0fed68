"""Answers to the fields of regions' plugins about organisations."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "organisations", sa.Column("extra", postgresql.JSONB(), server_default="{}", nullable=False)
    )


def downgrade() -> None:
    op.drop_column("organisations", "extra")
