"""The tables of the spine."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("CREATE SEQUENCE outbox_version_seq")
    op.create_table(
        "contests",
        sa.Column("project_id", sa.UUID(), nullable=False),
        sa.Column("activity", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), server_default="draft", nullable=False),
        sa.Column("opens_on", sa.Date(), nullable=False),
        sa.Column("closes_on", sa.Date(), nullable=False),
        sa.Column("grant_cap", sa.Numeric(precision=14, scale=2), nullable=True),
        sa.Column(
            "average_warning", sa.Numeric(precision=14, scale=2), server_default="400000", nullable=False
        ),
        sa.Column(
            "average_limit", sa.Numeric(precision=14, scale=2), server_default="500000", nullable=False
        ),
        sa.Column("awards", sa.Integer(), server_default="0", nullable=False),
        sa.Column("awarded", sa.Numeric(precision=14, scale=2), server_default="0", nullable=False),
        sa.Column("regulation_on", sa.Date(), nullable=True),
        sa.Column("commission_on", sa.Date(), nullable=True),
        sa.Column("protocol_on", sa.Date(), nullable=True),
        sa.Column("created_by", sa.Text(), nullable=False),
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint(
            "status IN ('draft', 'open', 'closed', 'decided')", name=op.f("ck_contests_status")
        ),
        sa.CheckConstraint(
            "average_warning > 0 AND average_warning <= average_limit", name=op.f("ck_contests_average")
        ),
        sa.CheckConstraint("awards >= 0 AND awarded >= 0", name=op.f("ck_contests_awarded")),
        sa.CheckConstraint("closes_on >= opens_on", name=op.f("ck_contests_dates")),
        sa.CheckConstraint("grant_cap > 0", name=op.f("ck_contests_grant_cap")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contests")),
    )
    op.create_index(op.f("ix_contests_project_id"), "contests", ["project_id"], unique=False)
    op.create_table(
        "idempotency_keys",
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("request_hash", sa.Text(), nullable=False),
        sa.Column("status", sa.Integer(), nullable=True),
        sa.Column("answer", sa.JSON(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.PrimaryKeyConstraint("actor", "key", name=op.f("pk_idempotency_keys")),
    )
    op.create_table(
        "jobs",
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), server_default="queued", nullable=False),
        sa.Column("progress", sa.Integer(), server_default="0", nullable=False),
        sa.Column("total", sa.Integer(), server_default="100", nullable=False),
        sa.Column("input", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("result", postgresql.JSONB(astext_type=sa.Text()), server_default="{}", nullable=False),
        sa.Column("error", sa.Text(), nullable=True),
        sa.Column("attempts", sa.Integer(), server_default="0", nullable=False),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_by", sa.Text(), nullable=True),
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_jobs")),
    )
    op.create_table(
        "outbox",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("recipient", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("state", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("attempts", sa.Integer(), server_default="0", nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("claimed_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("parked_reason", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
        sa.UniqueConstraint("recipient", "kind", "key", name=op.f("uq_outbox_recipient_kind_key")),
    )
    op.create_index("ix_outbox_due_at", "outbox", ["due_at"], unique=False)
    op.create_table(
        "project_copies",
        sa.Column("state", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_project_copies")),
    )
    op.create_table(
        "funds",
        sa.Column("contest_id", sa.UUID(), nullable=False),
        sa.Column("region", sa.Text(), nullable=False),
        sa.Column("prefix", sa.Text(), nullable=False),
        sa.Column("amount", sa.Numeric(precision=14, scale=2), nullable=False),
        sa.Column("awarded", sa.Numeric(precision=14, scale=2), server_default="0", nullable=False),
        sa.Column("paid", sa.Numeric(precision=14, scale=2), server_default="0", nullable=False),
        sa.Column("last_number", sa.Integer(), server_default="0", nullable=False),
        sa.CheckConstraint("amount > 0", name=op.f("ck_funds_amount")),
        sa.CheckConstraint("awarded BETWEEN 0 AND amount", name=op.f("ck_funds_awarded")),
        sa.CheckConstraint("paid BETWEEN 0 AND awarded", name=op.f("ck_funds_paid")),
        sa.ForeignKeyConstraint(["contest_id"], ["contests.id"], name=op.f("fk_funds_contest_id")),
        sa.PrimaryKeyConstraint("contest_id", "region", name=op.f("pk_funds")),
        sa.UniqueConstraint("contest_id", "prefix", name=op.f("uq_funds_contest_id_prefix")),
    )
    op.create_table(
        "applications",
        sa.Column("contest_id", sa.UUID(), nullable=False),
        sa.Column("region", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("group_name", sa.Text(), nullable=False),
        sa.Column("leader_name", sa.Text(), nullable=False),
        sa.Column("settlement", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("problem", sa.Text(), server_default="", nullable=False),
        sa.Column("requested", sa.Numeric(precision=14, scale=2), nullable=False),
        sa.Column("recommended", sa.Numeric(precision=14, scale=2), nullable=True),
        sa.Column("registered_on", sa.Date(), nullable=False),
        sa.Column("status", sa.Text(), server_default="registered", nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("created_by", sa.Text(), nullable=False),
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint(
            "status IN ('registered', 'withdrawn', 'awarded', 'refused')", name=op.f("ck_applications_status")
        ),
        sa.CheckConstraint("recommended > 0", name=op.f("ck_applications_recommended")),
        sa.CheckConstraint("requested > 0", name=op.f("ck_applications_requested")),
        sa.ForeignKeyConstraint(
            ["contest_id", "region"],
            ["funds.contest_id", "funds.region"],
            name=op.f("fk_applications_contest_id_region"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_applications")),
        sa.UniqueConstraint("contest_id", "number", name=op.f("uq_applications_contest_id_number")),
    )
    op.create_index(
        "ix_applications_contest_id_region", "applications", ["contest_id", "region"], unique=False
    )
    op.create_table(
        "awards",
        sa.Column("application_id", sa.UUID(), nullable=False),
        sa.Column("contest_id", sa.UUID(), nullable=False),
        sa.Column("region", sa.Text(), nullable=False),
        sa.Column("amount", sa.Numeric(precision=14, scale=2), nullable=False),
        sa.Column("paid", sa.Numeric(precision=14, scale=2), server_default="0", nullable=False),
        sa.Column("awarded_on", sa.Date(), nullable=False),
        sa.Column("completed_on", sa.Date(), nullable=True),
        sa.Column("status", sa.Text(), server_default="awarded", nullable=False),
        sa.Column("cancel_reason", sa.Text(), nullable=True),
        sa.Column("created_by", sa.Text(), nullable=False),
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("status IN ('awarded', 'completed', 'cancelled')", name=op.f("ck_awards_status")),
        sa.CheckConstraint("amount > 0", name=op.f("ck_awards_amount")),
        sa.CheckConstraint("completed_on >= awarded_on", name=op.f("ck_awards_dates")),
        sa.CheckConstraint("paid BETWEEN 0 AND amount", name=op.f("ck_awards_paid")),
        sa.ForeignKeyConstraint(
            ["application_id"], ["applications.id"], name=op.f("fk_awards_application_id")
        ),
        sa.ForeignKeyConstraint(
            ["contest_id", "region"],
            ["funds.contest_id", "funds.region"],
            name=op.f("fk_awards_contest_id_region"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_awards")),
    )
    op.create_index("ix_awards_contest_id_region", "awards", ["contest_id", "region"], unique=False)
    op.create_index(
        "uq_awards_application_id_live",
        "awards",
        ["application_id"],
        unique=True,
        postgresql_where=sa.text("status <> 'cancelled'"),
    )
    op.create_table(
        "evidence",
        sa.Column("contest_id", sa.UUID(), nullable=True),
        sa.Column("application_id", sa.UUID(), nullable=True),
        sa.Column("award_id", sa.UUID(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("mime", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("quantity", sa.Integer(), server_default="1", nullable=False),
        sa.Column("added_by", sa.Text(), nullable=False),
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint(
            "num_nonnulls(contest_id, application_id, award_id) = 1", name=op.f("ck_evidence_one_owner")
        ),
        sa.CheckConstraint("quantity BETWEEN 1 AND 1000000", name=op.f("ck_evidence_quantity")),
        sa.ForeignKeyConstraint(
            ["application_id"], ["applications.id"], name=op.f("fk_evidence_application_id")
        ),
        sa.ForeignKeyConstraint(["award_id"], ["awards.id"], name=op.f("fk_evidence_award_id")),
        sa.ForeignKeyConstraint(["contest_id"], ["contests.id"], name=op.f("fk_evidence_contest_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence")),
    )
    op.create_index(op.f("ix_evidence_application_id"), "evidence", ["application_id"], unique=False)
    op.create_index(op.f("ix_evidence_award_id"), "evidence", ["award_id"], unique=False)
    op.create_index(op.f("ix_evidence_contest_id"), "evidence", ["contest_id"], unique=False)
    op.create_table(
        "payments",
        sa.Column("award_id", sa.UUID(), nullable=False),
        sa.Column("amount", sa.Numeric(precision=14, scale=2), nullable=False),
        sa.Column("paid_on", sa.Date(), nullable=False),
        sa.Column("document", sa.Text(), server_default="", nullable=False),
        sa.Column("created_by", sa.Text(), nullable=False),
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("amount > 0", name=op.f("ck_payments_amount")),
        sa.ForeignKeyConstraint(["award_id"], ["awards.id"], name=op.f("fk_payments_award_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payments")),
    )
    op.create_index(op.f("ix_payments_award_id"), "payments", ["award_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_payments_award_id"), table_name="payments")
    op.drop_table("payments")
    op.drop_index(op.f("ix_evidence_contest_id"), table_name="evidence")
    op.drop_index(op.f("ix_evidence_award_id"), table_name="evidence")
    op.drop_index(op.f("ix_evidence_application_id"), table_name="evidence")
    op.drop_table("evidence")
    op.drop_index(
        "uq_awards_application_id_live",
        table_name="awards",
        postgresql_where=sa.text("status <> 'cancelled'"),
    )
    op.drop_index("ix_awards_contest_id_region", table_name="awards")
    op.drop_table("awards")
    op.drop_index("ix_applications_contest_id_region", table_name="applications")
    op.drop_table("applications")
    op.drop_table("funds")
    op.drop_table("project_copies")
    op.drop_index("ix_outbox_due_at", table_name="outbox")
    op.drop_table("outbox")
    op.drop_table("jobs")
    op.drop_table("idempotency_keys")
    op.drop_index(op.f("ix_contests_project_id"), table_name="contests")
    op.drop_table("contests")
    op.execute("DROP SEQUENCE outbox_version_seq")
