"""Centres in full: who runs them, hours, equipment, how they end, the money others give for them."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None
BRIEF = "A project has a few centres."
TEXTS = ("operator", "contacts", "hours", "act", "handed_to", "because")
# Nobody could end a centre before; one that was ended by hand ended on the day it opened at the earliest.
ENDED = "UPDATE centres SET ended_on = opened_on WHERE status IN ('handed_over', 'closed')"


def upgrade() -> None:
    for name in TEXTS:
        op.add_column("centres", sa.Column(name, sa.Text()))
    op.add_column("centres", sa.Column("ended_on", sa.Date()))
    op.execute(ENDED)
    op.create_check_constraint(
        op.f("ck_centres_ended"),
        "centres",
        "(status IN ('handed_over', 'closed')) = (ended_on IS NOT NULL)",
    )
    op.create_check_constraint(op.f("ck_centres_ended_after"), "centres", "ended_on >= opened_on")
    op.create_table(
        "centre_equipment",
        sa.Column("id", sa.UUID(), primary_key=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.func.now(), nullable=False),
        sa.Column("centre_id", sa.UUID(), sa.ForeignKey("centres.id"), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("source", sa.Text()),
        sa.CheckConstraint("quantity BETWEEN 1 AND 100000", name="quantity"),
    )
    op.create_index("ix_centre_equipment_centre_id", "centre_equipment", ["centre_id"])
    op.create_table(
        "centre_fundings",
        sa.Column("id", sa.UUID(), primary_key=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.func.now(), nullable=False),
        sa.Column("entered_by", JSONB(), nullable=False),
        sa.Column("centre_id", sa.UUID(), sa.ForeignKey("centres.id"), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("amount", sa.Numeric(14, 2), nullable=False),
        sa.Column("agreed_on", sa.Date(), nullable=False),
        sa.Column("document", sa.Text()),
        sa.Column("withdrawn_because", sa.Text()),
        sa.CheckConstraint("kind IN ('cofinancing', 'local_funding')", name="kind"),
        sa.CheckConstraint("amount > 0", name="amount"),
    )
    op.create_index("ix_centre_fundings_centre_id", "centre_fundings", ["centre_id"])


def downgrade() -> None:
    op.drop_table("centre_fundings")
    op.drop_table("centre_equipment")
    op.drop_constraint(op.f("ck_centres_ended_after"), "centres")
    op.drop_constraint(op.f("ck_centres_ended"), "centres")
    for name in ("ended_on", *TEXTS):
        op.drop_column("centres", name)
