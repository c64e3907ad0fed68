"""A payment that is taken back stays, and a line against it is added."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("payments", sa.Column("reverses", sa.Uuid(), nullable=True))
    op.add_column("payments", sa.Column("reason", sa.Text(), server_default="", nullable=False))
    op.create_foreign_key(op.f("fk_payments_reverses_payments"), "payments", "payments", ["reverses"], ["id"])
    op.create_unique_constraint(op.f("uq_payments_reverses"), "payments", ["reverses"])
    op.drop_constraint(op.f("ck_payments_amount"), "payments")
    op.create_check_constraint(
        op.f("ck_payments_amount"), "payments", "amount <> 0 AND (amount < 0) = (reverses IS NOT NULL)"
    )


def downgrade() -> None:
    op.execute("DELETE FROM payments WHERE reverses IS NOT NULL OR id IN (SELECT reverses FROM payments)")
    op.drop_constraint(op.f("ck_payments_amount"), "payments")
    op.create_check_constraint(op.f("ck_payments_amount"), "payments", "amount > 0")
    op.drop_constraint(op.f("uq_payments_reverses"), "payments")
    op.drop_constraint(op.f("fk_payments_reverses_payments"), "payments")
    op.drop_column("payments", "reason")
    op.drop_column("payments", "reverses")
