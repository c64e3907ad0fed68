"""What a person of a region's home is called, while both sides agree that it is told."""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("identity_copies", sa.Column("name", sa.Text(), nullable=True))


def downgrade() -> None:
    op.drop_column("identity_copies", "name")
