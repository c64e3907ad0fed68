"""Scans that wait to be filed."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None
BRIEF = "the indexes are of a table this migration makes"


def upgrade() -> None:
    op.create_table(
        "scans",
        sa.Column("id", sa.UUID(), primary_key=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.func.now(), nullable=False),
        sa.Column("entered_by", JSONB(), nullable=False),
        sa.Column("region", sa.Text()),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("sha256", "name", "mime")),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("unopened", sa.Text()),
        sa.Column("dated_on", sa.Date()),
        sa.Column("filed_kind", sa.Text()),
        sa.Column("filed_id", sa.UUID()),
        sa.Column("evidence_id", sa.UUID()),
        sa.Column("filed_by", JSONB()),
        sa.Column("aside_because", sa.Text()),
        sa.CheckConstraint("(filed_id IS NULL) = (filed_kind IS NULL)", name="filed"),
        sa.CheckConstraint("(filed_id IS NULL) = (evidence_id IS NULL)", name="evidence"),
    )
    op.create_index("ix_scans_created_at", "scans", ["created_at", "id"])
    op.create_index(
        "uq_scans_waiting",
        "scans",
        ["sha256", "region"],
        unique=True,
        postgresql_nulls_not_distinct=True,
        postgresql_where=sa.text("evidence_id IS NULL AND aside_because IS NULL"),
    )


def downgrade() -> None:
    op.drop_table("scans")
