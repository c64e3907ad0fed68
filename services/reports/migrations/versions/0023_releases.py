"""Where reports were published."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "releases",
        sa.Column("id", sa.UUID(), primary_key=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.func.now(), nullable=False),
        sa.Column("entered_by", JSONB(), nullable=False),
        sa.Column("report_id", sa.UUID(), sa.ForeignKey("reports.id"), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("link", sa.Text(), nullable=False),
        sa.Column("published_on", sa.Date(), nullable=False),
        sa.Column("withdrawn_because", sa.Text()),
        sa.CheckConstraint("channel IN ('site', 'social', 'media', 'partners', 'other')", name="channel"),
    )
    op.create_index("ix_releases_report_id", "releases", ["report_id"])
    live = sa.text("withdrawn_because IS NULL")
    op.create_index("uq_releases_link", "releases", ["link"], unique=True, postgresql_where=live)


def downgrade() -> None:
    op.drop_table("releases")
