"""The tranches of an agreement; what was paid before they were asked for is one tranche of each award."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None
PAID_BEFORE = """
    INSERT INTO tranches (id, award_id, number, amount, after, paid)
    SELECT gen_random_uuid(), id, 1, paid, 'signing', paid FROM awards WHERE paid > 0"""
LINKED = """
    UPDATE payments SET tranche_id = tranches.id FROM tranches WHERE tranches.award_id = payments.award_id"""


def upgrade() -> None:
    op.create_table(
        "tranches",
        sa.Column("award_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("amount", sa.Numeric(14, 2), nullable=False),
        sa.Column("after", sa.Text(), nullable=False),
        sa.Column("paid", sa.Numeric(14, 2), server_default="0", nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("amount > 0", name=op.f("ck_tranches_amount")),
        sa.CheckConstraint("paid BETWEEN 0 AND amount", name=op.f("ck_tranches_paid")),
        sa.CheckConstraint("after IN ('signing', 'acceptance')", name=op.f("ck_tranches_after")),
        sa.ForeignKeyConstraint(["award_id"], ["awards.id"], name=op.f("fk_tranches_award_id_awards")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tranches")),
        sa.UniqueConstraint("award_id", "number", name=op.f("uq_tranches_award_id_number")),
    )
    op.add_column("payments", sa.Column("tranche_id", sa.Uuid(), nullable=True))
    op.create_foreign_key(
        op.f("fk_payments_tranche_id_tranches"), "payments", "tranches", ["tranche_id"], ["id"]
    )
    op.execute(PAID_BEFORE)
    op.execute(LINKED)


def downgrade() -> None:
    op.drop_column("payments", "tranche_id")
    op.drop_table("tranches")
