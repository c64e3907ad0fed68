"""Why a figure of a month is not what was planned."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB, UUID

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "reasons",
        sa.Column("id", UUID(as_uuid=True), primary_key=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.func.now(), nullable=False),
        sa.Column("entered_by", JSONB(), nullable=False),
        sa.Column("project_id", sa.Text(), nullable=False),
        sa.Column("indicator_id", sa.Text(), nullable=False),
        sa.Column("month", sa.Text(), nullable=False),
        sa.Column("region", sa.Text()),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("withdrawn_because", sa.Text()),
    )
    op.create_index(
        "uq_reasons_once",
        "reasons",
        ["project_id", "indicator_id", "month", "region"],
        unique=True,
        postgresql_nulls_not_distinct=True,
        postgresql_where=sa.text("withdrawn_because IS NULL"),
    )


def downgrade() -> None:
    op.drop_table("reasons")
