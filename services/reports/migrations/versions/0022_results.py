"""Expected results of the passport and promises without an indicator."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "results",
        sa.Column("id", sa.UUID(), primary_key=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.func.now(), nullable=False),
        sa.Column("entered_by", JSONB(), nullable=False),
        sa.Column("project_id", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer()),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("indicators", JSONB(), nullable=False),
        sa.Column("count", sa.Text()),
        sa.Column("least", sa.Integer()),
        sa.Column("outcome", sa.Text()),
        sa.Column("outcome_reason", sa.Text()),
        sa.Column("outcome_on", sa.Date()),
        sa.Column("outcome_by", JSONB()),
        sa.Column("withdrawn_because", sa.Text()),
        sa.CheckConstraint("outcome IN ('achieved', 'partly', 'not_achieved')", name="outcome"),
        sa.CheckConstraint("(count IS NULL) = (least IS NULL)", name="least"),
    )
    op.create_index(
        "uq_results_once",
        "results",
        ["project_id", "number", "text"],
        unique=True,
        postgresql_nulls_not_distinct=True,
        postgresql_where=sa.text("withdrawn_because IS NULL"),
    )


def downgrade() -> None:
    op.execute("DELETE FROM evidence WHERE owner_kind = 'result'")
    op.drop_table("results")
