"""The leaders' pool."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "leaders",
        sa.Column("id", sa.UUID(), primary_key=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.func.now(), nullable=False),
        sa.Column("entered_by", JSONB(), nullable=False),
        sa.Column("project_id", sa.UUID(), sa.ForeignKey("projects.id"), nullable=False),
        sa.Column("person_id", sa.UUID(), sa.ForeignKey("people.id"), nullable=False),
        sa.Column("region", sa.Text(), nullable=False),
        sa.Column("joined_on", sa.Date(), nullable=False),
        sa.Column("learned_at", sa.Text(), nullable=False),
        sa.Column("trained_on", sa.Date(), nullable=False),
        sa.Column("topics", sa.Text(), server_default="", nullable=False),
        sa.Column("agreed_on", sa.Date()),
        sa.Column("left_because", sa.Text()),
        sa.CheckConstraint("trained_on <= joined_on", name="trained"),
    )
    op.create_index(
        "uq_leaders_person",
        "leaders",
        ["project_id", "person_id"],
        unique=True,
        postgresql_where=sa.text("left_because IS NULL"),
    )
    op.create_index("ix_leaders_person_id", "leaders", ["person_id"])


def downgrade() -> None:
    op.drop_table("leaders")
