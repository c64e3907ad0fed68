"""Memoranda and their parties."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "memoranda",
        sa.Column("id", sa.UUID(), primary_key=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.func.now(), nullable=False),
        sa.Column("entered_by", JSONB(), nullable=False),
        sa.Column("project_id", sa.UUID(), sa.ForeignKey("projects.id"), nullable=False),
        sa.Column("activity_id", sa.Text()),
        sa.Column("region", sa.Text()),
        sa.Column("signed_on", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date()),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("parties_key", sa.Text(), nullable=False),
        sa.Column("subject_key", sa.Text(), nullable=False),
        sa.Column("withdrawn_because", sa.Text()),
        sa.CheckConstraint("valid_until >= signed_on", name="valid"),
    )
    op.create_index(
        "uq_memoranda_once",
        "memoranda",
        ["project_id", "signed_on", "parties_key", "subject_key"],
        unique=True,
        postgresql_where=sa.text("withdrawn_because IS NULL"),
    )
    op.create_table(
        "memorandum_parties",
        sa.Column("id", sa.UUID(), primary_key=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.func.now(), nullable=False),
        sa.Column("memorandum_id", sa.UUID(), sa.ForeignKey("memoranda.id"), nullable=False),
        sa.Column("organisation_id", sa.UUID(), sa.ForeignKey("organisations.id"), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.UniqueConstraint("memorandum_id", "organisation_id"),
    )
    op.create_index("ix_memorandum_parties_organisation_id", "memorandum_parties", ["organisation_id"])


def downgrade() -> None:
    op.drop_table("memorandum_parties")
    op.drop_table("memoranda")
