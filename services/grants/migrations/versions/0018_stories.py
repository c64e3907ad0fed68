"""Success stories of sub-projects."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "stories",
        sa.Column("id", sa.UUID(), primary_key=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.func.now(), nullable=False),
        sa.Column("entered_by", JSONB(), nullable=False),
        sa.Column("award_id", sa.UUID(), sa.ForeignKey("awards.id"), nullable=False),
        sa.Column("contest_id", sa.UUID(), nullable=False),
        sa.Column("region", sa.Text(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("title", "problem", "action", "result")),
        *(sa.Column(name, sa.Text(), server_default="", nullable=False) for name in OPTIONAL),
        sa.Column("faceless", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("published_on", sa.Date()),
        sa.Column("channel", sa.Text()),
        sa.Column("link", sa.Text()),
        sa.Column("withdrawn_because", sa.Text()),
        sa.CheckConstraint("(published_on IS NULL) = (channel IS NULL)", name="published"),
    )
    op.create_index("ix_stories_award_id", "stories", ["award_id"])


OPTIONAL = ("numbers", "quote", "quoted")


def downgrade() -> None:
    op.drop_table("stories")
