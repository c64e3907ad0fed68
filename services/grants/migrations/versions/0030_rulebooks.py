"""By which rules of its regions a contest goes; contests open before get theirs at the next start."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "rulebooks",
        sa.Column("contest_id", sa.Uuid(), nullable=False),
        sa.Column("region", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("rules", postgresql.JSONB(), nullable=False),
        sa.Column("why", sa.Text(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("entered_by", postgresql.JSONB(), nullable=False),
        sa.CheckConstraint("origin IN ('opening', 'later', 'decided')", name=op.f("ck_rulebooks_origin")),
        sa.CheckConstraint("(origin = 'decided') = (why IS NOT NULL)", name=op.f("ck_rulebooks_why")),
        sa.ForeignKeyConstraint(
            ["contest_id"], ["contests.id"], name=op.f("fk_rulebooks_contest_id_contests")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rulebooks")),
        sa.UniqueConstraint(
            "contest_id", "region", "number", name=op.f("uq_rulebooks_contest_id_region_number")
        ),
    )


def downgrade() -> None:
    op.drop_table("rulebooks")
