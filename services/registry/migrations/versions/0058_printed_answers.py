"""What papers say of a centre's answers to its region's questions."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0058"
down_revision = "0057"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("centres", sa.Column("printed", JSONB(), server_default="[]", nullable=False))


def downgrade() -> None:
    op.drop_column("centres", "printed")
