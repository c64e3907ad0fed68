"""Reviews of the project in social networks."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None
TONES = ("positive", "neutral", "negative")
NETWORKS = ("instagram", "facebook", "vk", "telegram", "whatsapp", "tiktok", "youtube", "elsewhere")


def upgrade() -> None:
    op.create_table(
        "social_reviews",
        sa.Column("project_id", sa.UUID(), nullable=False),
        sa.Column("activity_id", sa.Text()),
        sa.Column("region", sa.Text()),
        sa.Column("written_on", sa.Date(), nullable=False),
        sa.Column("network", sa.Text(), nullable=False),
        sa.Column("tone", sa.Text(), nullable=False),
        *(sa.Column(name, sa.Text()) for name in ("said", "link", "withdrawn_because")),
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("entered_by", JSONB(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_social_reviews")),
        sa.CheckConstraint(f"network IN {NETWORKS}", name=op.f("ck_social_reviews_network")),
        sa.CheckConstraint(f"tone IN {TONES}", name=op.f("ck_social_reviews_tone")),
    )
    place = ["project_id", "written_on"]
    op.create_index(op.f("ix_social_reviews_project_id_written_on"), "social_reviews", place)


def downgrade() -> None:
    op.drop_table("social_reviews")
