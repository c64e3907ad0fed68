"""Awards made before the protocol was asked for stay as they are and are seen as such."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("awards", sa.Column("before_rule", sa.Boolean(), server_default="false", nullable=False))
    op.execute("UPDATE awards SET before_rule = true")


def downgrade() -> None:
    op.drop_column("awards", "before_rule")
