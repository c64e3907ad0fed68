"""Plans and obligations of another deployment, and the signed records they came as."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None
STATES = "'draft', 'submitted', {}'approved', 'superseded', 'withdrawn'"


def upgrade() -> None:
    for table in ("projects", "obligations"):
        op.add_column(table, sa.Column("handed_by", sa.Text()))
    empty = sa.Column("shown_below", JSONB(), server_default="[]", nullable=False)
    op.add_column("obligations", empty)
    know_states(STATES.format("'handed', "))
    op.create_table(
        "handed_records",
        sa.Column("id", sa.UUID(), primary_key=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.func.now(), nullable=False),
        sa.Column("deployment", sa.Text(), nullable=False),
        sa.Column("came", sa.Boolean(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("body", JSONB(), nullable=False),
        sa.Column("signed", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), server_default="taken", nullable=False),
        sa.Column("why", sa.Text()),
        sa.CheckConstraint(
            "state IN ('waiting', 'taken', 'replaced', 'unreadable', 'refused')", name="state"
        ),
    )
    op.create_index("ix_handed_records_key", "handed_records", ["key"])
    op.create_index(
        "uq_handed_records_sha256",
        "handed_records",
        ["deployment", "key", "came", "sha256", "said_at"],
        unique=True,
    )


def downgrade() -> None:
    op.drop_table("handed_records")
    op.execute("UPDATE plans SET status = 'withdrawn' WHERE status = 'handed'")
    know_states(STATES.format(""))
    op.drop_column("obligations", "shown_below")
    for table in ("obligations", "projects"):
        op.drop_column(table, "handed_by")


def know_states(states: str) -> None:
    op.drop_constraint(op.f("ck_plans_status"), "plans")
    op.create_check_constraint(op.f("ck_plans_status"), "plans", f"status IN ({states})")
