"""A gathering may have a time of day in its zone, and the centre it is held at; its days stay days."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("gatherings", sa.Column("starts_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("gatherings", sa.Column("ends_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("gatherings", sa.Column("zone", sa.Text(), server_default="Asia/Almaty", nullable=False))
    op.add_column("gatherings", sa.Column("centre_id", sa.UUID(), nullable=True))
    op.create_check_constraint(op.f("ck_gatherings_times"), "gatherings", "ends_at >= starts_at")


def downgrade() -> None:
    op.drop_constraint(op.f("ck_gatherings_times"), "gatherings", type_="check")
    for column in ("centre_id", "zone", "ends_at", "starts_at"):
        op.drop_column("gatherings", column)
