"""Wrong passwords are counted by address and by login, not on the user; a session knows its device and address."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "sign_in_tries",
        sa.Column("key", sa.Text(), primary_key=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("tried_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("waits_until", sa.DateTime(timezone=True)),
    )
    op.add_column("sessions", sa.Column("device", sa.Text()))
    op.add_column("sessions", sa.Column("address", sa.Text()))
    op.drop_column("users", "locked_until")
    op.drop_column("users", "failures")


def downgrade() -> None:
    op.add_column("users", sa.Column("failures", sa.Integer(), server_default="0", nullable=False))
    op.add_column("users", sa.Column("locked_until", sa.DateTime(timezone=True)))
    op.drop_column("sessions", "address")
    op.drop_column("sessions", "device")
    op.drop_table("sign_in_tries")
