"""The register of letters."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "letters",
        sa.Column("id", sa.UUID(), primary_key=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.func.now(), nullable=False),
        sa.Column("entered_by", JSONB(), nullable=False),
        sa.Column("project_id", sa.UUID(), sa.ForeignKey("projects.id"), nullable=False),
        sa.Column("region", sa.Text()),
        sa.Column("direction", sa.Text(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("dated_on", sa.Date(), nullable=False),
        sa.Column("their_number", sa.Text()),
        sa.Column("organisation_id", sa.UUID(), sa.ForeignKey("organisations.id"), nullable=False),
        sa.Column("party", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("activity_id", sa.Text()),
        sa.Column("answer_until", sa.Date()),
        sa.Column("answers_id", sa.UUID(), sa.ForeignKey("letters.id")),
        sa.Column("language", sa.Text()),
        sa.Column("body", sa.Text()),
        sa.Column("signed_by", sa.Text()),
        sa.Column("annulled_because", sa.Text()),
        sa.CheckConstraint("direction IN ('in', 'out')", name="direction"),
        sa.CheckConstraint("answer_until >= dated_on", name="answer_until"),
        sa.CheckConstraint("answers_id <> id", name="answers_id"),
    )
    op.create_index("ix_letters_organisation_id", "letters", ["organisation_id"])
    op.create_index("ix_letters_answers_id", "letters", ["answers_id"])
    op.create_index(
        "uq_letters_number",
        "letters",
        ["project_id", "region", "direction", "year", "number"],
        unique=True,
        postgresql_nulls_not_distinct=True,
    )


def downgrade() -> None:
    op.drop_table("letters")
