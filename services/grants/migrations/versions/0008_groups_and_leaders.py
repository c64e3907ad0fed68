"""An application may name its group and its leader, not only spell them."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("applications", sa.Column("leader_person_id", sa.UUID(), nullable=True))
    op.add_column("applications", sa.Column("group_id", sa.UUID(), nullable=True))


def downgrade() -> None:
    op.drop_column("applications", "group_id")
    op.drop_column("applications", "leader_person_id")
