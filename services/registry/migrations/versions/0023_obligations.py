"""What has to exist by a day, and the days it was put off to."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

ROLES = (
    "admin",
    "project_lead",
    "accountant",
    "pr_officer",
    "coordinator",
    "assistant",
    "partner_rep",
    "center_operator",
    "commission_member",
    "grantor_viewer",
)


def row(*columns: sa.Column) -> tuple[sa.Column, ...]:
    """The columns every table begins with, then these."""
    born = sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.func.now(), nullable=False)
    return sa.Column("id", sa.UUID(), primary_key=True), born, *columns


def upgrade() -> None:
    op.create_table(
        "obligations",
        *row(
            sa.Column("entered_by", JSONB(), nullable=False),
            sa.Column("project_id", sa.UUID(), sa.ForeignKey("projects.id"), nullable=False),
            sa.Column("indicator_id", sa.UUID()),
            sa.Column("measure", sa.Text()),
            sa.Column("title", sa.Text(), server_default="", nullable=False),
            sa.Column("region", sa.Text()),
            sa.Column("number", sa.Integer(), server_default="1", nullable=False),
            sa.Column("quantity", sa.Numeric(16, 4), server_default="1", nullable=False),
            sa.Column("starts_on", sa.Date()),
            sa.Column("due_on", sa.Date(), nullable=False),
            sa.Column("promised_on", sa.Date(), nullable=False),
            sa.Column("plan_due_on", sa.Date()),
            sa.Column("owner", sa.Text(), nullable=False),
            sa.Column("done_on", sa.Date()),
            sa.Column("waived_because", sa.Text()),
        ),
        sa.CheckConstraint("quantity > 0", name="quantity"),
        sa.CheckConstraint("number > 0", name="number"),
        sa.CheckConstraint("due_on >= starts_on", name="days"),
        sa.CheckConstraint(f"owner IN {ROLES}", name="owner"),
        sa.CheckConstraint("done_on IS NULL OR indicator_id IS NULL", name="done"),
        sa.CheckConstraint("indicator_id IS NOT NULL OR title <> ''", name="title"),
    )
    op.create_index("ix_obligations_project_id", "obligations", ["project_id"])
    line = ["indicator_id", sa.text("coalesce(region, '')"), "number"]
    op.create_index("uq_obligations_line", "obligations", line, unique=True)
    op.create_table(
        "postponements",
        *row(
            sa.Column("entered_by", JSONB(), nullable=False),
            sa.Column("project_id", sa.UUID(), sa.ForeignKey("projects.id"), nullable=False),
            sa.Column("reason", sa.Text(), nullable=False),
        ),
    )
    op.create_index("ix_postponements_project_id", "postponements", ["project_id"])
    op.create_table(
        "put_off_days",
        *row(
            sa.Column("postponement_id", sa.UUID(), sa.ForeignKey("postponements.id"), nullable=False),
            sa.Column("obligation_id", sa.UUID(), sa.ForeignKey("obligations.id"), nullable=False),
            sa.Column("was_on", sa.Date(), nullable=False),
            sa.Column("now_on", sa.Date(), nullable=False),
        ),
    )
    op.create_index("ix_put_off_days_postponement_id", "put_off_days", ["postponement_id"])
    op.create_index("ix_put_off_days_obligation_id", "put_off_days", ["obligation_id"])


def downgrade() -> None:
    op.drop_table("put_off_days")
    op.drop_table("postponements")
    op.drop_table("obligations")
