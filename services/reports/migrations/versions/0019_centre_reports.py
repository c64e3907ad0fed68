"""The monthly report of the centres; reports keep files that prove what they own."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "evidence",
        sa.Column("id", sa.UUID(), primary_key=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.func.now(), nullable=False),
        sa.Column("owner_kind", sa.Text(), nullable=False),
        sa.Column("owner_id", sa.UUID(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("mime", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("quantity", sa.Integer(), server_default="1", nullable=False),
        sa.Column("unopened", sa.Text()),
        sa.Column("attached_by", JSONB(), nullable=False),
        sa.CheckConstraint("quantity BETWEEN 1 AND 1000000", name="quantity"),
        sa.UniqueConstraint("owner_kind", "owner_id", "kind", "sha256"),
    )
    op.create_index("ix_evidence_sha256", "evidence", ["sha256"])
    op.create_table(
        "centre_reports",
        sa.Column("id", sa.UUID(), primary_key=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.func.now(), nullable=False),
        sa.Column("entered_by", JSONB(), nullable=False),
        sa.Column("project_id", sa.Text(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("state", sa.Text(), server_default="in_work", nullable=False),
        sa.Column("words", sa.Text()),
        sa.Column("handed_in_on", sa.Date()),
        sa.Column("handed_in_by", JSONB()),
        sa.Column("returned_because", sa.Text()),
        sa.Column("accepted_on", sa.Date()),
        sa.Column("accepted_by", JSONB()),
        sa.CheckConstraint("state IN ('in_work', 'handed_in', 'returned', 'accepted')", name="state"),
        sa.CheckConstraint("extract(day FROM month) = 1", name="first_day"),
        sa.CheckConstraint(
            "(state IN ('handed_in', 'accepted')) = (handed_in_on IS NOT NULL)", name="handed_in"
        ),
        sa.CheckConstraint("(state = 'accepted') = (accepted_on IS NOT NULL)", name="accepted"),
        sa.UniqueConstraint("project_id", "month"),
    )
    op.create_table(
        "centre_sections",
        sa.Column("id", sa.UUID(), primary_key=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.func.now(), nullable=False),
        sa.Column("centre_report_id", sa.UUID(), sa.ForeignKey("centre_reports.id"), nullable=False),
        sa.Column("centre_id", sa.Text(), nullable=False),
        sa.Column("done", sa.Text()),
        sa.Column("problems", sa.Text()),
        sa.Column("plans", sa.Text()),
        sa.Column("written_by", JSONB()),
        sa.Column("facts", JSONB()),
        sa.UniqueConstraint("centre_report_id", "centre_id"),
    )


def downgrade() -> None:
    op.drop_table("centre_sections")
    op.drop_table("centre_reports")
    op.drop_table("evidence")
