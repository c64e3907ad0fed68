"""Projects of participants funded by donors."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "donor_projects",
        sa.Column("id", sa.UUID(), primary_key=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.func.now(), nullable=False),
        sa.Column("entered_by", JSONB(), nullable=False),
        sa.Column("project_id", sa.UUID(), nullable=False),
        sa.Column("activity_id", sa.Text()),
        sa.Column("region", sa.Text(), nullable=False),
        sa.Column("settlement", sa.Text(), server_default="", nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("title", "participant", "donor", "origin")),
        sa.Column("amount", sa.Numeric(14, 2), nullable=False),
        sa.Column("decided_on", sa.Date()),
        sa.Column("withdrawn_because", sa.Text()),
        sa.CheckConstraint("amount > 0", name="amount"),
        sa.CheckConstraint("origin IN ('domestic', 'foreign')", name="origin"),
    )


def downgrade() -> None:
    op.drop_table("donor_projects")
