"""Problems named at thematic sessions, and their protocols."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None
BRIEF = "the index is of a table this migration makes"

SECTORS = (
    "water", "roads", "light", "utilities", "education", "health", "youth", "inclusion", "economy",
    "internet", "safety", "other",
)  # fmt: skip


def row() -> list[sa.Column]:
    """What both tables have."""
    return [
        sa.Column("id", sa.UUID(), primary_key=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.func.now(), nullable=False),
        sa.Column("gathering_id", sa.UUID(), sa.ForeignKey("gatherings.id"), nullable=False),
    ]


def upgrade() -> None:
    op.create_table(
        "problems",
        *row(),
        sa.Column("entered_by", JSONB(), nullable=False),
        *(
            sa.Column(name, sa.Text(), nullable=False)
            for name in ("title", "title_key", "sector", "priority", "settlement")
        ),
        sa.Column("votes", sa.Integer(), nullable=False),
        sa.Column("withdrawn_because", sa.Text()),
        sa.CheckConstraint(f"sector IN {SECTORS}", name="sector"),
        sa.CheckConstraint("priority IN ('high', 'medium', 'low')", name="priority"),
        sa.CheckConstraint("votes >= 0", name="votes"),
    )
    op.create_index(
        "uq_problems_once",
        "problems",
        ["gathering_id", "title_key"],
        unique=True,
        postgresql_where=sa.text("withdrawn_because IS NULL"),
    )
    op.create_table(
        "session_protocols",
        *row(),
        *(
            sa.Column(name, sa.Text(), nullable=False)
            for name in ("number", "agenda", "decisions", "chair", "secretary")
        ),
        sa.UniqueConstraint("gathering_id"),
    )


def downgrade() -> None:
    op.drop_table("session_protocols")
    op.drop_table("problems")
