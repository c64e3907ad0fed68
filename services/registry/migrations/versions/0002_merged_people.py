"""People who turned out to be one, and who decided so."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("people", sa.Column("merged_into", sa.UUID(), nullable=True))
    op.add_column("people", sa.Column("edition", sa.Integer(), server_default="1", nullable=False))
    op.create_foreign_key(op.f("fk_people_merged_into"), "people", "people", ["merged_into"], ["id"])
    op.create_check_constraint(op.f("ck_people_merged_into"), "people", "merged_into <> id")
    op.create_index(op.f("ix_people_merged_into"), "people", ["merged_into"], unique=False)
    op.add_column("person_pairs", sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True))
    op.create_check_constraint(
        op.f("ck_person_pairs_verdict"), "person_pairs", "verdict IN ('open', 'different', 'same')"
    )


def downgrade() -> None:
    op.drop_constraint(op.f("ck_person_pairs_verdict"), "person_pairs")
    op.drop_column("person_pairs", "decided_at")
    op.drop_column("people", "edition")
    op.drop_column("people", "merged_into")
