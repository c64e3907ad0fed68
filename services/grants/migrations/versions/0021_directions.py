"""Directions of contests, and what thematic sessions named."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None
BRIEF = "every index is of a table this migration makes"


def row() -> list[sa.Column]:
    """What both tables have."""
    return [
        sa.Column("id", sa.UUID(), primary_key=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.func.now(), nullable=False),
    ]


def upgrade() -> None:
    op.create_table(
        "directions",
        *row(),
        sa.Column("contest_id", sa.UUID(), sa.ForeignKey("contests.id"), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.UniqueConstraint("contest_id", "title"),
    )
    direction = sa.ForeignKey("directions.id", ondelete="CASCADE")
    op.create_table(
        "direction_problems",
        *row(),
        sa.Column("direction_id", sa.UUID(), direction, nullable=False),
        sa.Column("problem_id", sa.UUID(), nullable=False),
        sa.UniqueConstraint("direction_id", "problem_id"),
    )
    op.create_index("ix_direction_problems_problem_id", "direction_problems", ["problem_id"])
    op.create_table(
        "problem_copies",
        sa.Column("key", sa.Text(), primary_key=True),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        *(
            sa.Column(name, sa.Text(), nullable=False)
            for name in ("project_id", "region", "settlement", "session", "page", "title", "status")
        ),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("votes", sa.Integer(), nullable=False),
    )
    op.create_index("ix_problem_copies_id", "problem_copies", ["id"])


def downgrade() -> None:
    for name in ("problem_copies", "direction_problems", "directions"):
        op.drop_table(name)
